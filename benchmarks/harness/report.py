"""The figures as text."""

import measure


class Report:

    def __init__(self, out):
        self.out = out
        self.aims = []

    def line(self, text=""):
        print(text, file=self.out, flush=True)

    def aim(self, measure_name, what, value, bound, at_least=True):
        reached = value >= bound if at_least else value <= bound
        self.aims.append({"measure": measure_name, "what": what, "value": round(value, 3), "aim": bound,
                          "reached": reached})
        self.line(f"    {what}: {value:.2f} (aim: {'at least' if at_least else 'at most'} {bound})"
                  f"{'' if reached else '  NOT REACHED'}")

    def transfers(self, name, scenario, figures):
        self.line(f"\n{name}")
        self.line(f"    {'server':<16}{'GB/s':>7}{'user s/GB':>11}{'system s/GB':>13}{'peak MiB':>10}")
        for server, row in figures.items():
            self.line(f"    {server:<16}{row['gb_per_s']:>7.2f}{row['user_per_gb']:>11.2f}"
                      f"{row['system_per_gb']:>13.2f}{row['peak_mib']:>10.0f}")
        for other, (faster, cheaper) in scenario.aims.items():
            if other not in figures or scenario.subject not in figures:
                continue
            throughput = measure.ratio(figures, "gb_per_s", scenario.subject, other)
            cpu = measure.ratio(figures, "cpu_per_gb", scenario.subject, other)
            if scenario.either and (throughput >= faster or cpu <= cheaper):
                self.aims.append({"measure": name, "what": f"throughput or CPU per GB, {scenario.subject} : {other}",
                                  "value": [round(throughput, 3), round(cpu, 3)], "aim": [faster, cheaper],
                                  "reached": True})
                self.line(f"    throughput, {scenario.subject} : {other}: {throughput:.2f}; CPU per GB: {cpu:.2f} "
                          f"(aim: {faster} or {cheaper})")
                continue
            self.aim(name, f"throughput, {scenario.subject} : {other}", throughput, faster)
            if cheaper is not None:
                self.aim(name, f"CPU per GB, {scenario.subject} : {other}", cpu, cheaper, at_least=False)

    def observation(self, scenario, figures):
        self.transfers(scenario.name, scenario, figures)
        for other in scenario.servers[1:]:
            if other in figures and "ours" in figures:
                throughput = 1 / measure.ratio(figures, "gb_per_s", "ours", other)
                cpu = 1 / measure.ratio(figures, "cpu_per_gb", "ours", other)
                self.line(f"    {other} costs {1 - throughput:.1%} of the throughput, {cpu - 1:.1%} more CPU per GB")
                if other == "observed":
                    self.aim(scenario.name, "throughput, observed : ours", throughput, 0.99)

    def requests(self, name, scenario, figures):
        self.line(f"\n{name}")
        self.line(f"    {'server':<16}{'calls/s':>9}{'p50 us':>9}{'p99 us':>9}{'CPU us/call':>13}")
        for server, row in figures.items():
            self.line(f"    {server:<16}{row['calls_per_s']:>9.0f}{row['p50_us']:>9.0f}{row['p99_us']:>9.0f}"
                      f"{row['cpu_us_per_call']:>13.0f}")
        for other, (faster, _) in scenario.aims.items():
            self.aim(name, f"calls per second, ours : {other}",
                     measure.ratio(figures, "calls_per_s", "ours", other), faster)
            self.aim(name, f"p50, ours : {other}", measure.ratio(figures, "p50_us", "ours", other), faster, False)
            self.aim(name, f"p99, ours : {other}", measure.ratio(figures, "p99_us", "ours", other), faster, False)

    def records(self, rows, figures):
        name = f"{rows} records"
        self.line(f"\n{name}")
        for kind, row in figures.items():
            self.line(f"    {kind:<16}{row['rows_per_s'] / 1e6:>7.2f} M rows/s")
        speed = {kind: row["rows_per_s"] for kind, row in figures.items()}
        self.aim(name, "mapped : by hand", measure.ratio(figures, "rows_per_s", "mapped", "by-hand"), 0.8)
        self.aim(name, "mapped : JSON, its bytes read", speed["mapped"] / speed["json"], 20)
        if "json, parsed" in speed:
            self.line(f"    mapped : JSON, parsed by Python: {speed['mapped'] / speed['json, parsed']:.2f}")

    def slow_client(self, figures):
        name = "DoGet into a client that reads 1 MB/s"
        self.line(f"\n{name}, growth of the server's memory")
        for server, row in figures.items():
            self.line(f"    {server:<16}{row['growth_mib']:>7.0f} MiB after {row['read_mib']:.0f} MiB were read")

    def start_up(self, figures):
        name = "start-up to the first answered call"
        self.line(f"\n{name}")
        for server, row in figures.items():
            self.line(f"    {server:<16}{row['seconds']:>7.2f} s")
        more = [mine["seconds"] - other["seconds"] for mine, other in
                zip(figures["ours"]["runs"], figures["empty"]["runs"])]
        self.aim(name, "seconds more than an empty gRPC service", sorted(more)[len(more) // 2], 0.3, at_least=False)
