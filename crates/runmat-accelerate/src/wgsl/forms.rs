//! The programs around the value of an element: what becomes of the elements.

use super::chain::{Given, value_function};
use super::{GROUP, MATH32, MATH64, type_of};
use runmat_value::device::DeviceError;
use runmat_value::device::kernel::{Chain, Fold, Lane, Lines, Matrix, View};

type Result<T> = std::result::Result<T, DeviceError>;

/// A program, and what it is given: ready to be run.
pub(crate) struct Call {
    /// In WGSL; the same for all kernels of a structure.
    pub text: String,
    /// What it reads.
    pub given: Given,
    /// Workgroups.
    pub groups: [u32; 2],
    /// Bytes of its result.
    pub bytes: u64,
}

/// Groups for `n` threads; beyond a row of them, each thread does several elements.
fn groups_for(n: u32) -> [u32; 2] {
    [n.div_ceil(GROUP).clamp(1, 32768), 1]
}

/// Puts a program together from its parts.
fn program(given: &Given, out: Lane, parts: &[&str], main: &str) -> String {
    let mut text = String::from("@group(0) @binding(0) var<storage, read> params: array<u32>;\n");
    let mut binding = 1;
    let mut declare = |access: &str, name: &str, of: &str| {
        let line = format!("@group(0) @binding({binding}) var<storage, {access}> {name}: array<{of}>;\n");
        binding += 1;
        line
    };
    text += &declare("read_write", "out", type_of(out));
    if !given.doubles.is_empty() {
        text += &declare("read", "doubles", "f64");
    }
    if given.faults.is_some() {
        text += &declare("read_write", "faults", "atomic<u32>");
    }
    for (k, &lane) in given.lanes.iter().enumerate() {
        text += &declare("read", &format!("in{k}"), type_of(lane));
    }
    text += MATH32;
    if out == Lane::F64
        || !given.doubles.is_empty()
        || given.lanes.contains(&Lane::F64)
        || parts.iter().any(|p| p.contains("64"))
    {
        text += MATH64;
    }
    for part in parts {
        text += part;
    }
    text + main
}

/// A loop of each thread over its elements: `body` for element `e` of `n`.
fn each(n: &str, body: &str) -> String {
    format!(
        "@compute @workgroup_size({GROUP})\n\
         fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) all: vec3<u32>) {{\n\
         let n = {n};\nlet step = all.x * {GROUP}u;\n\
         for (var e = id.x; e < n; e = e + step) {{ {body} }}\n}}\n"
    )
}

/// One element for each of the chain's.
pub(crate) fn map(chain: &Chain) -> Result<Call> {
    let mut given = Given::new();
    let n = given.word(chain.len());
    let value = value_function(chain, &mut given)?;
    let text = program(&given, chain.lane, &[&value], &each(&n, "out[e] = value(e);"));
    Ok(Call { text, groups: groups_for(chain.len()), bytes: chain.len() as u64 * chain.lane.width(), given })
}

/// Elements of `source` at the numbers that the chain computes.
pub(crate) fn take(chain: &Chain, source: &View) -> Result<Call> {
    let mut given = Given::new();
    let n = given.word(chain.len());
    let value = value_function(chain, &mut given)?;
    let element = given.element(source, "value(e)");
    let text = program(&given, source.lane, &[&value], &each(&n, &format!("out[e] = {element};")));
    Ok(Call { text, groups: groups_for(chain.len()), bytes: chain.len() as u64 * source.lane.width(), given })
}

/// Writes the chain's elements to the places given by `places`; into a result that is there already.
pub(crate) fn scatter(chain: &Chain, places: &View) -> Result<Call> {
    let mut given = Given::new();
    let n = given.word(chain.len());
    let value = value_function(chain, &mut given)?;
    let place = given.element(places, "e");
    let text = program(&given, chain.lane, &[&value], &each(&n, &format!("out[{place}] = value(e);")));
    Ok(Call { text, groups: groups_for(chain.len()), bytes: 0, given })
}

/// The numbers of the elements that are not 0.
pub(crate) fn compact(chain: &Chain, ranks: &View, count: u32) -> Result<Call> {
    let mut given = Given::new();
    let n = given.word(chain.len());
    let value = value_function(chain, &mut given)?;
    let rank = given.element(ranks, "e");
    let body = format!("if (value(e) != 0u) {{ out[{rank} - 1u] = e; }}");
    let text = program(&given, Lane::U32, &[&value], &each(&n, &body));
    Ok(Call { text, groups: groups_for(chain.len()), bytes: count as u64 * 4, given })
}

/// What a fold begins with and how it joins two, as WGSL functions `start()` and `join(a, b)`.
fn fold_functions(fold: Fold, lane: Lane) -> String {
    let t = type_of(lane);
    let suffix = if lane == Lane::F64 { "64" } else { "" };
    let (zero, one) = (format!("{t}(0)"), format!("{t}(1)"));
    let (start, join) = match fold {
        Fold::Sum => (zero, "a + b".to_string()),
        Fold::Prod => (one, "a * b".to_string()),
        Fold::Any => ("0u".into(), "a | b".into()),
        Fold::All => ("1u".into(), "a & b".into()),
        Fold::Max | Fold::ArgMax if lane.is_float() => (nan(lane).into(), format!("larger{suffix}(a, b)")),
        Fold::Min | Fold::ArgMin if lane.is_float() => (nan(lane).into(), format!("smaller{suffix}(a, b)")),
        Fold::Max | Fold::ArgMax if lane == Lane::I32 => ("(-2147483647i - 1i)".into(), "max(a, b)".into()),
        Fold::Min | Fold::ArgMin if lane == Lane::I32 => ("2147483647i".into(), "min(a, b)".into()),
        Fold::Max | Fold::ArgMax => ("0u".into(), "max(a, b)".into()),
        Fold::Min | Fold::ArgMin => ("4294967295u".into(), "min(a, b)".into()),
    };
    format!("fn start() -> {t} {{ return {start}; }}\nfn join(a: {t}, b: {t}) -> {t} {{ return {join}; }}\n")
}

fn nan(lane: Lane) -> &'static str {
    // Of numbers that the compiler does not see.
    if lane == Lane::F64 { "f64(not_a_number())" } else { "not_a_number()" }
}

/// How lines become what they are folded to.
pub(crate) struct Folding {
    /// Pieces that each line is cut into; their results lie in blocks of as many as there are lines.
    pub pieces: u32,
    /// A workgroup works on a piece together; else a thread does.
    pub together: bool,
}

impl Folding {
    /// The way for these lines.
    pub fn of(fold: Fold, lines: Lines) -> Self {
        const PIECE: u32 = 1 << 16;
        let together = lines.count >= 64 && (lines.inner == 1 || lines.lines() < 1 << 14);
        let few = lines.lines() < 64 && !matches!(fold, Fold::ArgMax | Fold::ArgMin);
        let pieces = if together && few { lines.count.div_ceil(PIECE).min(1024) } else { 1 };
        Folding { pieces, together }
    }
}

/// One element for each line, or for each piece of it.
pub(crate) fn reduce(chain: &Chain, fold: Fold, lines: Lines, way: &Folding) -> Result<Call> {
    let mut given = Given::new();
    let inner = given.word(lines.inner.max(1));
    let count = given.word(lines.count);
    let total = given.word(lines.lines());
    let piece = given.word(lines.count.div_ceil(way.pieces).max(1));
    let value = value_function(chain, &mut given)?;
    let position = matches!(fold, Fold::ArgMax | Fold::ArgMin);
    let out = if position { Lane::U32 } else { chain.lane };
    let element = if matches!(fold, Fold::Any | Fold::All) { "truth_of(value(at))" } else { "value(at)" };
    let truth = match (fold, chain.lane) {
        (Fold::Any | Fold::All, Lane::U32) => "fn truth_of(x: u32) -> u32 { return select(0u, 1u, x != 0u); }\n",
        _ => "",
    };
    let functions = fold_functions(fold, chain.lane);
    let t = type_of(chain.lane);
    let better = if position { arg_functions(fold, chain.lane) } else { String::new() };
    // The first element of line `o`, and the elements of it from `begin` on that are this piece's.
    let locate = format!(
        "let first = o % {inner} + {inner} * ({count} * (o / {inner}));\n\
         let begin = p * {piece};\nlet to = min(begin + {piece}, {count});\n"
    );
    let step = |start: &str, by: &str| {
        if position {
            format!(
                "var acc = start(); var place = 0xffffffffu;\n\
                 for (var k = {start}; k < to; k = k + {by}) {{ let at = first + k * {inner}; let x = value(at);\n\
                 if (place == 0xffffffffu || better(x, acc)) {{ acc = x; place = k; }} }}\n"
            )
        } else {
            format!(
                "var acc = start();\n\
                 for (var k = {start}; k < to; k = k + {by}) {{ let at = first + k * {inner}; acc = join(acc, {element}); }}\n"
            )
        }
    };
    let main = if way.together {
        let (shared, keep, merge, result) = if position {
            (
                format!("var<workgroup> best: array<{t}, {GROUP}>;\nvar<workgroup> where_: array<u32, {GROUP}>;\n"),
                "best[l] = acc; where_[l] = place;",
                "let q = where_[l + s];\n\
                 if (q != 0xffffffffu && (where_[l] == 0xffffffffu || better(best[l + s], best[l])\n\
                 || (!better(best[l], best[l + s]) && q < where_[l]))) { best[l] = best[l + s]; where_[l] = q; }",
                "where_[0] + 1u",
            )
        } else {
            (
                format!("var<workgroup> part: array<{t}, {GROUP}>;\n"),
                "part[l] = acc;",
                "part[l] = join(part[l], part[l + s]);",
                "part[0]",
            )
        };
        format!(
            "{shared}@compute @workgroup_size({GROUP})\n\
             fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>,\n\
             @builtin(num_workgroups) all: vec3<u32>) {{\n\
             let l = id.x;\nlet p = group.y;\n\
             for (var o = group.x; o < {total}; o = o + all.x) {{\n{locate}{}{keep}\nworkgroupBarrier();\n\
             for (var s = {}u; s > 0u; s = s >> 1u) {{\nif (l < s) {{ {merge} }}\nworkgroupBarrier();\n}}\n\
             if (l == 0u) {{ out[p * {total} + o] = {result}; }}\nworkgroupBarrier();\n}}\n}}\n",
            step("begin + l", &format!("{GROUP}u")),
            GROUP / 2,
        )
    } else {
        let result = if position { "place + 1u" } else { "acc" };
        each(&total, &format!("let o = e; let p = 0u;\n{locate}{}out[o] = {result};", step("begin", "1u")))
    };
    let text = program(&given, out, &[&value, truth, &functions, &better], &main);
    let groups = if way.together { [lines.lines().clamp(1, 32768), way.pieces] } else { groups_for(lines.lines()) };
    let bytes = lines.lines() as u64 * way.pieces as u64 * out.width();
    Ok(Call { text, given, groups, bytes })
}

/// `better(a, b)`: whether `a` stands before `b`; a number before NaN.
fn arg_functions(fold: Fold, lane: Lane) -> String {
    let t = type_of(lane);
    let sign = if fold == Fold::ArgMax { ">" } else { "<" };
    let is_nan = match lane {
        Lane::F32 => "is_nan(b) && !is_nan(a)",
        Lane::F64 => "is_nan64(b) && !is_nan64(a)",
        _ => "false",
    };
    format!("fn better(a: {t}, b: {t}) -> bool {{ return a {sign} b || ({is_nan}); }}\n")
}

/// For each element those of its line up to it together.
pub(crate) fn scan(chain: &Chain, fold: Fold, lines: Lines) -> Result<Call> {
    let mut given = Given::new();
    let inner = given.word(lines.inner.max(1));
    let count = given.word(lines.count);
    let total = given.word(lines.lines());
    let value = value_function(chain, &mut given)?;
    let functions = fold_functions(fold, chain.lane);
    let t = type_of(chain.lane);
    let first = format!("let first = o % {inner} + {inner} * ({count} * (o / {inner}));");
    let together = lines.count >= 64 && (lines.inner == 1 || lines.lines() < 1 << 10);
    let (main, groups) = if together {
        let main = format!(
            "var<workgroup> part: array<{t}, {GROUP}>;\n@compute @workgroup_size({GROUP})\n\
             fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>,\n\
             @builtin(num_workgroups) all: vec3<u32>) {{\nlet l = id.x;\n\
             for (var o = group.x; o < {total}; o = o + all.x) {{\n{first}\nvar carry = start();\n\
             for (var k = 0u; k < {count}; k = k + {GROUP}u) {{\n\
             var x = start();\nif (k + l < {count}) {{ x = value(first + (k + l) * {inner}); }}\n\
             part[l] = x;\nworkgroupBarrier();\n\
             for (var s = 1u; s < {GROUP}u; s = s << 1u) {{\n\
             var y = part[l];\nif (l >= s) {{ y = join(part[l - s], y); }}\nworkgroupBarrier();\npart[l] = y;\nworkgroupBarrier();\n}}\n\
             if (k + l < {count}) {{ out[first + (k + l) * {inner}] = join(carry, part[l]); }}\n\
             carry = join(carry, part[{}u]);\nworkgroupBarrier();\n}}\n}}\n}}\n",
            GROUP - 1
        );
        (main, [lines.lines().clamp(1, 32768), 1])
    } else {
        let body = format!(
            "let o = e; {first} var acc = start();\n\
             for (var k = 0u; k < {count}; k = k + 1u) {{ let at = first + k * {inner}; acc = join(acc, value(at)); out[at] = acc; }}"
        );
        (each(&total, &body), groups_for(lines.lines()))
    };
    let text = program(&given, chain.lane, &[&value, &functions], &main);
    Ok(Call { text, given, groups, bytes: chain.len() as u64 * chain.lane.width() })
}

/// Numbers 0, 1, … for lines of `padded` elements: what [`exchange`] brings into order.
pub(crate) fn numbers(lines: u32, padded: u32) -> Call {
    let mut given = Given::new();
    let n = given.word(lines * padded);
    let size = given.word(padded);
    let text = program(&given, Lane::U32, &[], &each(&n, &format!("out[e] = e % {size};")));
    Call { text, groups: groups_for(lines * padded), bytes: lines as u64 * padded as u64 * 4, given }
}

/// One pass of a bitonic sort of numbers by the chain's values.
pub(crate) fn exchange(chain: &Chain, lines: Lines, padded: u32, k: u32, j: u32, descending: bool) -> Result<Call> {
    let mut given = Given::new();
    let n = given.word(lines.lines() * (padded / 2));
    let half = given.word(padded / 2);
    let size = given.word(padded);
    let inner = given.word(lines.inner.max(1));
    let count = given.word(lines.count);
    let (k, j) = (given.word(k), given.word(j));
    let value = value_function(chain, &mut given)?;
    let t = type_of(chain.lane);
    let not_number = |x: &str| match chain.lane {
        Lane::F32 => format!("is_nan({x})"),
        Lane::F64 => format!("is_nan64({x})"),
        _ => "false".to_string(),
    };
    let (nan_x, nan_y) = (not_number("x"), not_number("y"));
    // NaN is larger than all numbers.
    let less = format!(
        "fn less(x: {t}, y: {t}) -> bool {{ if ({nan_x}) {{ return false; }} if ({nan_y}) {{ return true; }} return x < y; }}\n"
    );
    let order = if descending { "less(y, x)" } else { "less(x, y)" };
    let back = if descending { "less(x, y)" } else { "less(y, x)" };
    // Whether number `a` comes before number `b` of the line that begins at `first`.
    let before = format!(
        "fn before(a: u32, b: u32, first: u32) -> bool {{\n\
         if (a >= {count} || b >= {count}) {{ return a < b; }}\n\
         let x = value(first + a * {inner}); let y = value(first + b * {inner});\n\
         if ({order}) {{ return true; }} if ({back}) {{ return false; }} return a < b;\n}}\n"
    );
    let body = format!(
        "let o = e / {half}; let h = e % {half};\n\
         let first = o % {inner} + {inner} * ({count} * (o / {inner}));\n\
         let low = (h / {j}) * (2u * {j}) + h % {j}; let high = low + {j};\n\
         let p = o * {size} + low; let q = o * {size} + high;\n\
         let a = out[p]; let b = out[q];\n\
         if (before(b, a, first) == ((low & {k}) == 0u)) {{ out[p] = b; out[q] = a; }}"
    );
    let text = program(&given, Lane::U32, &[&value, &less, &before], &each(&n, &body));
    Ok(Call { text, groups: groups_for(lines.lines() * (padded / 2)), bytes: 0, given })
}

/// The first `count` numbers of each padded line, where the line's elements lie.
pub(crate) fn unpadded(sorted: &View, lines: Lines, padded: u32) -> Call {
    let mut given = Given::new();
    let n = given.word(lines.lines() * lines.count);
    let inner = given.word(lines.inner.max(1));
    let count = given.word(lines.count.max(1));
    let size = given.word(padded);
    let element = given.element(sorted, "o * SIZE + k").replace("SIZE", &size);
    let body = format!(
        "let k = (e / {inner}) % {count}; let o = e % {inner} + {inner} * (e / ({inner} * {count}));\nout[e] = {element};"
    );
    let text = program(&given, Lane::U32, &[], &each(&n, &body));
    let all = lines.lines() * lines.count;
    Call { text, groups: groups_for(all), bytes: all as u64 * 4, given }
}

/// Side of the block of a product that a workgroup computes.
const BLOCK: u32 = 64;

/// A matrix product: each workgroup a block of 64×64, each thread 4×4 of it, the operands by way of shared memory.
pub(crate) fn multiply(a: &Matrix, b: &Matrix, [m, k, n]: [u32; 3], lane: Lane) -> Call {
    let mut given = Given::new();
    let [m_, k_, n_] = [m, k, n].map(|x| given.word(x));
    let element = |given: &mut Given, x: &Matrix, row: &str, col: &str| {
        let name = given.input(&x.buffer, lane);
        let (offset, down, across) = (given.word(x.offset), given.word(x.strides[0]), given.word(x.strides[1]));
        format!("{name}[{offset} + ({row}) * {down} + ({col}) * {across}]")
    };
    let at = element(&mut given, a, "row", "col");
    let bt = element(&mut given, b, "row", "col");
    let t = type_of(lane);
    let text = format!(
        "var<workgroup> left: array<{t}, 1024>;\nvar<workgroup> right: array<{t}, 1024>;\n\
         fn a_at(row: u32, col: u32) -> {t} {{ if (row < {m_} && col < {k_}) {{ return {at}; }} return {t}(0); }}\n\
         fn b_at(row: u32, col: u32) -> {t} {{ if (row < {k_} && col < {n_}) {{ return {bt}; }} return {t}(0); }}\n\
         @compute @workgroup_size(256)\n\
         fn main(@builtin(local_invocation_id) id: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {{\n\
         let l = id.x; let tx = l % 16u; let ty = l / 16u;\n\
         let row0 = group.x * 64u; let col0 = group.y * 64u;\n\
         var acc: array<{t}, 16>;\n\
         for (var i = 0; i < 16; i++) {{ acc[i] = {t}(0); }}\n\
         for (var k0 = 0u; k0 < {k_}; k0 = k0 + 16u) {{\n\
         for (var s = 0u; s < 4u; s++) {{ let w = l + s * 256u;\n\
         left[w] = a_at(row0 + w % 64u, k0 + w / 64u);\n\
         right[w] = b_at(k0 + w % 16u, col0 + w / 16u); }}\n\
         workgroupBarrier();\n\
         for (var kk = 0u; kk < 16u; kk++) {{\n\
         let x0 = left[kk * 64u + tx]; let x1 = left[kk * 64u + tx + 16u]; let x2 = left[kk * 64u + tx + 32u]; let x3 = left[kk * 64u + tx + 48u];\n\
         let y0 = right[ty * 16u + kk]; let y1 = right[(ty + 16u) * 16u + kk]; let y2 = right[(ty + 32u) * 16u + kk]; let y3 = right[(ty + 48u) * 16u + kk];\n\
         {}}}\nworkgroupBarrier();\n}}\n{}}}\n",
        (0..16).map(|i| format!("acc[{i}] = acc[{i}] + x{} * y{};\n", i % 4, i / 4)).collect::<String>(),
        (0..16)
            .map(|i| {
                let (r, c) = (i % 4 * 16, i / 4 * 16);
                format!("if (row0 + tx + {r}u < {m_} && col0 + ty + {c}u < {n_}) {{ out[row0 + tx + {r}u + (col0 + ty + {c}u) * {m_}] = acc[{i}]; }}\n")
            })
            .collect::<String>(),
    );
    let text = program(&given, lane, &[], &text);
    let groups = [m.div_ceil(BLOCK).max(1), n.div_ceil(BLOCK).max(1)];
    Call { text, given, groups, bytes: m as u64 * n as u64 * lane.width() }
}

/// A block of a two-dimensional convolution.
pub(crate) fn convolve(
    a: (&View, [u32; 2]),
    b: (&View, [u32; 2]),
    first: [u32; 2],
    size: [u32; 2],
    lane: Lane,
) -> Call {
    let mut given = Given::new();
    let n = given.word(size[0] * size[1]);
    let rows = given.word(size[0].max(1));
    let [ar, ac] = a.1.map(|x| format!("i32({})", given.word(x)));
    let [br, bc] = b.1.map(|x| format!("i32({})", given.word(x)));
    let [fr, fc] = first.map(|x| format!("i32({})", given.word(x)));
    let x = given.element(a.0, "u32(p + q * AR)").replace("AR", &ar);
    let y = given.element(b.0, "u32(r - p + (c - q) * BR)").replace("BR", &br);
    let t = type_of(lane);
    let body = format!(
        "let r = i32(e % {rows}) + {fr}; let c = i32(e / {rows}) + {fc};\nvar acc = {t}(0);\n\
         for (var q = max(0, c - {bc} + 1); q <= min(c, {ac} - 1); q++) {{\n\
         for (var p = max(0, r - {br} + 1); p <= min(r, {ar} - 1); p++) {{ acc = acc + {x} * {y}; }} }}\nout[e] = acc;"
    );
    let text = program(&given, lane, &[], &each(&n, &body));
    Call { text, groups: groups_for(size[0] * size[1]), bytes: size[0] as u64 * size[1] as u64 * lane.width(), given }
}
