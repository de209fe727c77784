"""The sample of each type. A value is made of a seed; every fourth one is null."""

import decimal

import pyarrow as pa

BATCHES = [(0, 7), (7, 0), (7, 5)]

decimal.getcontext().prec = 80

UNITS = ["s", "ms", "us", "ns"]


def text(seed):
    return f"a longer text, number {seed}" if seed % 3 == 2 else f"text {seed}"


def valid(seed):
    return seed % 4 != 3


def counting(seed, width):
    return bytes((seed + i) % 256 for i in range(width))


def signed(bits):
    top = (1 << (bits - 1)) - 1
    return lambda seed: top - seed if seed % 2 == 0 else -top - 1 + seed


def unsigned(bits):
    return lambda seed: (1 << bits) - 1 - seed


def scaled(base, scale):
    def value(seed):
        number = base + seed
        return decimal.Decimal(number if seed % 2 == 0 else -number).scaleb(-scale)
    return value


def uuid(seed):
    return counting(seed, 16)


class InteropId(pa.ExtensionType):
    def __init__(self):
        super().__init__(pa.binary(16), "interop.id")

    def __arrow_ext_serialize__(self):
        return b"v1"

    @classmethod
    def __arrow_ext_deserialize__(cls, storage, serialized):
        assert serialized == b"v1"
        return cls()


pa.register_extension_type(InteropId())


def scalars():
    """Types whose values pyarrow takes as they are, each with its rule."""
    result = {
        "bool": (pa.bool_(), lambda seed: seed % 3 == 0),
        "float16": (pa.float16(), lambda seed: seed + 0.5),
        "float32": (pa.float32(), lambda seed: seed + 0.5),
        "float64": (pa.float64(), lambda seed: seed + 0.5),
        "decimal128": (pa.decimal128(38, 3), scaled(1_234_567_890_123, 3)),
        "decimal256": (pa.decimal256(76, 5), scaled(10 ** 50, 5)),
        "utf8": (pa.utf8(), text),
        "large_utf8": (pa.large_utf8(), text),
        "utf8_view": (pa.string_view(), text),
        "fixed_size_binary": (pa.binary(3), lambda seed: counting(seed, 3)),
        "interval_month_day_nano": (pa.month_day_nano_interval(),
                                    lambda seed: (seed - 3, seed * 2, seed * 1_000_000_007)),
    }
    for bits in (8, 16, 32, 64):
        result[f"int{bits}"] = (getattr(pa, f"int{bits}")(), signed(bits))
        result[f"uint{bits}"] = (getattr(pa, f"uint{bits}")(), unsigned(bits))
    for name, type_ in (("binary", pa.binary()), ("large_binary", pa.large_binary()),
                        ("binary_view", pa.binary_view())):
        result[name] = (type_, lambda seed: b"\xff" + text(seed).encode())
    return result


def raw():
    """Types whose values are made as integers and seen as the type."""
    def stamp(unit):
        return lambda seed: 1_600_000_000 * 1000 ** UNITS.index(unit) + seed
    result = {
        "date32": (pa.date32(), pa.int32(), lambda seed: seed * 1000 - 5000),
        "date64": (pa.date64(), pa.int64(), lambda seed: (seed * 1000 - 5000) * 86_400_000),
        "time32_s": (pa.time32("s"), pa.int32(), lambda seed: seed * 1000 + 7),
        "time32_ms": (pa.time32("ms"), pa.int32(), lambda seed: seed * 1000 + 7),
        "time64_us": (pa.time64("us"), pa.int64(), lambda seed: seed * 1000 + 7),
        "time64_ns": (pa.time64("ns"), pa.int64(), lambda seed: seed * 1000 + 7),
    }
    for unit in UNITS:
        result[f"timestamp_{unit}"] = (pa.timestamp(unit), pa.int64(), stamp(unit))
        result[f"timestamp_tz_{unit}"] = (pa.timestamp(unit, "Europe/Vienna"), pa.int64(), stamp(unit))
        result[f"duration_{unit}"] = (pa.duration(unit), pa.int64(), lambda seed: seed * 1000 - 7)
    return result


SCALARS = scalars()
RAW = raw()


def simple(type_, rule, seeds):
    return pa.array([rule(seed) if valid(seed) else None for seed in seeds], type_)


def ints(seeds):
    return simple(pa.int32(), SCALARS["int32"][1], seeds)


def texts(seeds):
    return simple(pa.utf8(), text, seeds)


def mask(seeds):
    return pa.array([not valid(seed) for seed in seeds], pa.bool_())


def sizes(seeds):
    return [seed % 3 if valid(seed) else 0 for seed in seeds]


def offsets(seeds):
    result = [0]
    for size in sizes(seeds):
        result.append(result[-1] + size)
    return result


def dictionary(seeds):
    indices = pa.array([seed % 3 if valid(seed) else None for seed in seeds], pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array([text(seed) for seed in range(3)]))


def array(name, seeds):
    seeds = list(seeds)
    if name == "null":
        return pa.nulls(len(seeds))
    if name in SCALARS:
        return simple(*SCALARS[name], seeds)
    if name in RAW:
        type_, storage, rule = RAW[name]
        return simple(storage, rule, seeds).view(type_)
    if name == "uuid":
        return pa.ExtensionArray.from_storage(pa.uuid(), simple(pa.binary(16), uuid, seeds))
    if name == "extension":
        return pa.ExtensionArray.from_storage(InteropId(), simple(pa.binary(16), uuid, seeds))
    if name in ("interval_months", "interval_day_time"):
        raise NotImplementedError("pyarrow has no such type")
    ends = offsets(seeds)
    if name == "list":
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), ints(range(ends[-1])), mask=mask(seeds))
    if name == "large_list":
        return pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), ints(range(ends[-1])), mask=mask(seeds))
    if name == "list_view":
        return pa.ListViewArray.from_arrays(pa.array(ends[:-1], pa.int32()), pa.array(sizes(seeds), pa.int32()),
                                            ints(range(ends[-1])), mask=mask(seeds))
    if name == "large_list_view":
        return pa.LargeListViewArray.from_arrays(pa.array(ends[:-1], pa.int64()), pa.array(sizes(seeds), pa.int64()),
                                                 ints(range(ends[-1])), mask=mask(seeds))
    if name == "fixed_size_list":
        return pa.FixedSizeListArray.from_arrays(ints(range(2 * len(seeds))), 2, mask=mask(seeds))
    following = [seed + 1 for seed in seeds]
    if name == "struct":
        return pa.StructArray.from_arrays([ints(following), texts(following)], ["a", "b"], mask=mask(seeds))
    if name == "map":
        keys = [child + 1 for child in range(ends[-1])]
        return pa.MapArray.from_arrays(pa.array(ends, pa.int32()), pa.array([text(key) for key in keys], pa.utf8()),
                                       ints(keys), mask=mask(seeds))
    if name == "sparse_union":
        types = pa.array([seed % 2 for seed in seeds], pa.int8())
        return pa.UnionArray.from_sparse(types, [ints(seeds), texts(seeds)], ["number", "text"], [0, 1])
    if name == "dense_union":
        types = [seed % 2 for seed in seeds]
        positions = [types[:i].count(type_) for i, type_ in enumerate(types)]
        children = [[seed for seed in seeds if seed % 2 == type_] for type_ in (0, 1)]
        return pa.UnionArray.from_dense(pa.array(types, pa.int8()), pa.array(positions, pa.int32()),
                                        [ints(children[0]), texts(children[1])], ["number", "text"], [0, 1])
    if name == "run_end_encoded":
        runs = (len(seeds) + 1) // 2
        ends = [min(2 * run + 2, len(seeds)) for run in range(runs)]
        return pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int32()), texts(range(runs)))
    if name == "dictionary":
        return dictionary(seeds)
    if name == "list_of_dictionary":
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), dictionary(range(ends[-1])), mask=mask(seeds))
    if name == "dictionary_of_dictionary":
        indices = pa.array([seed % 3 if valid(seed) else None for seed in seeds], pa.int32())
        values = pa.StructArray.from_arrays([dictionary([1, 2, 3])], ["label"])
        return pa.DictionaryArray.from_arrays(indices, values)
    raise KeyError(name)


def batches(name):
    arrays = [array(name, range(first, first + rows)) for first, rows in BATCHES]
    schema = pa.schema([("v", arrays[0].type)])
    return schema, [pa.RecordBatch.from_arrays([values], schema=schema) for values in arrays]
