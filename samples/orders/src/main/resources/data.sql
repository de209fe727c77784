-- only into empty tables
insert into customers (name, city)
select name, city
from (values ('Aida', 'Cairo'), ('Bram', 'Ghent'), ('Chloe', 'Lyon')) as start_data (name, city)
where not exists (select 1 from customers);

insert into orders (customer, product, quantity, price, placed_at)
select customer, product, quantity, price, cast(placed_at as timestamp with time zone)
from (values
	('Aida', 'lamp', 2, 19.90, '2026-01-05 09:30:00+00'),
	('Bram', 'chair', 4, 45.00, '2026-01-06 14:00:00+00'),
	('Aida', 'table', 1, 120.00, '2026-01-07 08:15:00+00'),
	('Chloe', 'lamp', 1, 19.90, '2026-01-07 16:45:00+00')
) as start_data (customer, product, quantity, price, placed_at)
where not exists (select 1 from orders);
