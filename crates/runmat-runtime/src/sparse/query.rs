//! Questions about the structure of matrices: bands, triangles, Octave's matrix types and parameters.

use super::pattern;
use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::ops::octave_type_name;
use runmat_value::sparse::Sparse;
use runmat_value::{Char, Class, Dialect, Error, NdArray, Result, Value, convert};

/// Structure.
pub const TABLE: &[Builtin] = &[
    Builtin::one("isdiag", (1, 1), |cx, a| within(cx, a, 0, 0))
        .doc("isdiag(A): whether A is zero outside the main diagonal.\n    isdiag(eye(2))"),
    Builtin::one("istril", (1, 1), |cx, a| within(cx, a, usize::MAX, 0))
        .doc("istril(A): whether A is zero above the main diagonal.\n    istril([1 0; 2 3])"),
    Builtin::one("istriu", (1, 1), |cx, a| within(cx, a, 0, usize::MAX))
        .doc("istriu(A): whether A is zero below the main diagonal.\n    istriu([1 2; 0 3])"),
    Builtin::one("isbanded", (3, 3), isbanded)
        .doc("isbanded(A, lower, upper): whether A is zero outside so many diagonals.\n    isbanded(eye(3), 0, 0)"),
    Builtin::many("bandwidth", (1, 2), 2, bandwidth).pure().doc(
        "bandwidth(A, \"lower\"), bandwidth(A, \"upper\"): number of diagonals below or above the main one that are not zero.\n[lower, upper] = bandwidth(A): both.\n    bandwidth([1 2; 0 3], 'upper')",
    ),
    Builtin::one("matrix_type", (1, 4), matrix_type)
        .only(Dialect::Octave)
        .doc("matrix_type(A): the structure a division would use.\n    matrix_type(speye(3))"),
    Builtin::one("typeinfo", (0, 1), typeinfo)
        .only(Dialect::Octave)
        .doc("typeinfo(x): how x is stored.\ntypeinfo(): all such names.\n    typeinfo(eye(2))"),
    Builtin::many("spparms", (0, 2), 2, spparms)
        .impure()
        .doc("spparms(): parameters of sparse algebra.\nspparms(key), spparms(key, value): one of them.\n    spparms(\"bandden\")"),
];

fn is_matrix(v: &Value) -> bool {
    !v.is_undef() && (v.is_numeric() || v.class() == Class::Logical) && v.dims().is_matrix()
}

/// How far the elements lie below and above the main diagonal.
fn bands(s: &Sparse<bool>) -> (usize, usize) {
    let (mut lower, mut upper) = (0, 0);
    for c in 0..s.cols() {
        if let (Some(&first), Some(&last)) = (s.column(c).0.first(), s.column(c).0.last()) {
            lower = lower.max(last.saturating_sub(c));
            upper = upper.max(c.saturating_sub(first));
        }
    }
    (lower, upper)
}

fn within(cx: &mut CallCx<'_>, args: &[Value], lower: usize, upper: usize) -> Result<Value> {
    cx.charge(if args[0].is_sparse() { 1 } else { args[0].numel() });
    if !is_matrix(&args[0]) {
        return Ok(Value::Bool(false));
    }
    let (below, above) = bands(&pattern(&args[0]));
    Ok(Value::Bool(below <= lower && above <= upper))
}

fn isbanded(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let width = |v: &Value| v.as_f64().filter(|&x| x >= 0.0 && !v.is_char());
    let (Some(lower), Some(upper)) = (width(&args[1]), width(&args[2])) else {
        return Err(cx.fail("MATLAB:isbanded:band", "LOWER and UPPER must be non-negative integers"));
    };
    if args[0].dims().is_zero_by_zero() && cx.octave() {
        return Ok(Value::empty());
    }
    within(cx, args, lower as usize, upper as usize)
}

fn bandwidth(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    if !is_matrix(&args[0]) {
        return Err(cx.fail("MATLAB:bandwidth:input", "A must be a 2-D numeric or logical matrix"));
    }
    let side = match args.get(1).map(|v| v.as_text().unwrap_or_default()) {
        None => None,
        Some(t) if t == "lower" || t == "upper" => Some(t),
        Some(_) => {
            let text = "TYPE must be \"lower\" or \"upper\"";
            return Err(cx.fail("MATLAB:bandwidth:type", text));
        }
    };
    cx.charge(if args[0].is_sparse() { 1 } else { args[0].numel() });
    let (lower, upper) = bands(&pattern(&args[0]));
    let mut out = one(Value::from(if side.as_deref() == Some("upper") { upper } else { lower }));
    if side.is_none() {
        out.push(Value::from(upper));
    }
    Ok(out)
}

fn matrix_type(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.len() > 1 {
        return declared(cx, args);
    }
    let v = &args[0];
    if v.is_char() {
        return Err(Error::msg("invalid conversion from string to real matrix"));
    }
    if !is_matrix(v) {
        let name = octave_type_name(v);
        return Err(Error::msg(format!("octave_base_value::matrix_value(): wrong type argument '{name}'")));
    }
    cx.charge(v.numel().min(1 << 24));
    let dense_density = cx.session.extensions.get::<Parameters>().0[10];
    let name = match v {
        Value::F64(a) if a.note() != runmat_value::Note::None => return Ok(cx.text("Unknown")),
        _ if v.is_sparse() => sparse_type(v, dense_density),
        _ => dense_type(v),
    };
    Ok(cx.text(name))
}

/// `matrix_type(A, type, …)`: the matrix itself; what it is is found out again where it matters.
fn declared(cx: &CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(name) = args[1].as_text() else { return Err(Error::msg("matrix_type: TYPE must be a string")) };
    let known = [
        "diagonal",
        "permuted diagonal",
        "upper",
        "lower",
        "banded",
        "tridiagonal",
        "positive definite",
        "singular",
        "full",
        "unknown",
        "banded positive definite",
        "tridiagonal positive definite",
    ];
    if !known.contains(&name.to_lowercase().as_str()) {
        return Err(Error::msg(format!("{}: Unknown matrix type {}", cx.name, name.to_lowercase())));
    }
    Ok(args[0].take())
}

/// Positive real diagonal, hermitian, and each element smaller than what its diagonal elements allow.
fn may_be_definite(v: &Value) -> bool {
    let (rows, cols) = (v.dims().rows(), v.dims().cols());
    let s = super::complexes(v);
    let diagonal: Vec<f64> =
        (0..cols.min(rows)).map(|k| s.get(k, k)).map(|z| if z.im == 0.0 { z.re } else { 0.0 }).collect();
    rows == cols
        && diagonal.iter().all(|&d| d > 0.0)
        && s.transposed(|z| z.conj()) == s
        && s.iter().all(|(r, c, z)| r == c || z.norm_sqr() < diagonal[r] * diagonal[c])
}

fn dense_type(v: &Value) -> &'static str {
    let (rows, cols) = (v.dims().rows(), v.dims().cols());
    if rows == 1 && cols == 1 {
        return "Diagonal";
    }
    let s = pattern(v);
    let (lower, upper) = bands(&s);
    let full_diagonal = (0..rows.min(cols)).all(|k| s.get(k, k));
    match () {
        _ if rows == cols && lower == 0 && full_diagonal => "Upper",
        _ if rows == cols && upper == 0 && full_diagonal => "Lower",
        _ if rows != cols => "Rectangular",
        _ if may_be_definite(v) => "Positive Definite",
        _ => "Full",
    }
}

/// Whether the columns end in different rows, so that they can be put in the order of an upper triangle.
fn permuted_upper(s: &Sparse<bool>) -> bool {
    let mut seen = vec![false; s.rows()];
    (0..s.cols()).all(|c| s.column(c).0.last().is_some_and(|&r| !std::mem::replace(&mut seen[r], true)))
}

fn sparse_type(v: &Value, dense_density: f64) -> &'static str {
    let s = pattern(v);
    let (rows, cols) = (s.rows(), s.cols());
    let n = rows.min(cols);
    let (lower, upper) = bands(&s);
    let full_diagonal = (0..n).all(|k| s.get(k, k));
    if s.nnz() == n {
        if lower == 0 && upper == 0 {
            return "Diagonal";
        }
        let mut seen = vec![false; rows];
        let once = (0..cols).all(|c| s.column(c).0.len() <= 1)
            && s.row_index().iter().all(|&r| !std::mem::replace(&mut seen[r], true));
        if once {
            return "Permuted Diagonal";
        }
    }
    let t = s.transposed(|x| *x);
    match () {
        _ if lower == 0 && full_diagonal => return "Upper",
        _ if upper == 0 && full_diagonal => return "Lower",
        _ if permuted_upper(&s) => return "Permuted Upper",
        _ if permuted_upper(&t) => return "Permuted Lower",
        _ if rows != cols => return "Rectangular",
        _ => {}
    }
    let within = (lower + upper + 1) * cols - (lower * (lower + 1) + upper * (upper + 1)) / 2;
    let definite = may_be_definite(v);
    if full_diagonal && s.nnz() as f64 / within as f64 >= dense_density {
        return match (lower == 1 && upper == 1, definite) {
            (true, true) => "Tridiagonal Positive Definite",
            (true, false) => "Tridiagonal",
            (false, true) => "Banded Positive Definite",
            (false, false) => "Banded",
        };
    }
    if definite { "Positive Definite" } else { "Full" }
}

/// The names of all representations.
const TYPE_NAMES: [&str; 45] = [
    "<unknown type>",
    "cell",
    "scalar",
    "complex scalar",
    "matrix",
    "complex matrix",
    "bool",
    "bool matrix",
    "string",
    "sq_string",
    "double_range",
    "int8 scalar",
    "int16 scalar",
    "int32 scalar",
    "int64 scalar",
    "uint8 scalar",
    "uint16 scalar",
    "uint32 scalar",
    "uint64 scalar",
    "int8 matrix",
    "int16 matrix",
    "int32 matrix",
    "int64 matrix",
    "uint8 matrix",
    "uint16 matrix",
    "uint32 matrix",
    "uint64 matrix",
    "sparse bool matrix",
    "sparse matrix",
    "sparse complex matrix",
    "struct",
    "scalar struct",
    "<cs-list>",
    "function handle",
    "float scalar",
    "float complex scalar",
    "float matrix",
    "float complex matrix",
    "diagonal matrix",
    "complex diagonal matrix",
    "float diagonal matrix",
    "float complex diagonal matrix",
    "permutation matrix",
    "onCleanup",
    "object",
];

fn typeinfo(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(v) = args.first() else {
        let names = TYPE_NAMES.iter().map(|n| cx.text(n)).collect();
        return Ok(Value::cell_col(names));
    };
    let name = match v {
        Value::Range(_) => "double_range",
        Value::Chars(a) if a.note() == runmat_value::Note::DoubleQuoted => "string",
        Value::Char(_) | Value::Chars(_) => "sq_string",
        other => octave_type_name(other),
    };
    Ok(cx.text(name))
}

/// Parameters of sparse algebra, in the order of [`KEYS`].
struct Parameters([f64; 13]);

const KEYS: [&str; 13] = [
    "spumoni", "ths_rel", "ths_abs", "exact_d", "supernd", "rreduce", "wh_frac", "autommd", "autoamd", "piv_tol",
    "bandden", "umfpack", "sym_tol",
];
const DEFAULTS: [f64; 13] = [0.0, 1.0, 1.0, 0.0, 3.0, 3.0, 0.5, 1.0, 1.0, 0.1, 0.5, 1.0, 0.001];
const TIGHT: [f64; 13] = [0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.5, 1.0, 1.0, 0.1, 0.5, 1.0, 0.001];

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "spparms",
    save: |s| Ok(Some(Value::row(s.extensions.get::<Parameters>().0.to_vec()))),
    load: |s, v| {
        let Value::F64(row) = v else { return Err(BAD_STATE) };
        s.extensions.get::<Parameters>().0 = row.data().try_into().map_err(|_| BAD_STATE)?;
        Ok(())
    },
};

impl Default for Parameters {
    fn default() -> Self {
        Parameters(DEFAULTS)
    }
}

fn spparms(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let now = cx.session.extensions.get::<Parameters>().0;
    let fail = |text: &str| Err(Error::msg(format!("spparms: {text}")));
    match args {
        [] => Ok(current(cx, &now)),
        [key] => match (key.as_text().map(|t| t.to_lowercase()), convert::to_f64_vec(key)) {
            (Some(k), _) if k == "default" || k == "defaults" => {
                cx.session.extensions.get::<Parameters>().0 = DEFAULTS;
                Ok(Values::new())
            }
            (Some(k), _) if k == "tight" => {
                cx.session.extensions.get::<Parameters>().0 = TIGHT;
                Ok(Values::new())
            }
            (Some(k), _) => match KEYS.iter().position(|name| *name == k) {
                Some(at) => Ok(one(Value::Num(now[at]))),
                None => fail("KEY not recognized"),
            },
            (None, Some(values)) if values.len() > KEYS.len() => fail("too many elements in vector VALS"),
            (None, Some(values)) => {
                let parameters = &mut cx.session.extensions.get::<Parameters>().0;
                parameters[..values.len()].copy_from_slice(&values);
                Ok(Values::new())
            }
            (None, None) => fail("input must be a string or a vector"),
        },
        [key, value, ..] => {
            let Some(key) = key.as_text() else { return fail("first argument must be a string") };
            let Some(value) = value.as_f64().filter(|_| !value.is_char()) else {
                return fail("second argument must be a real scalar");
            };
            let Some(at) = KEYS.iter().position(|name| *name == key.to_lowercase()) else {
                return fail("KEY not found");
            };
            cx.session.extensions.get::<Parameters>().0[at] = value;
            Ok(Values::new())
        }
    }
}

/// `spparms()`: shown, as a vector, or as names and a vector.
fn current(cx: &mut CallCx<'_>, now: &[f64; 13]) -> Values {
    match cx.nargout {
        0 => {
            let lines: String = KEYS.iter().zip(now).map(|(k, x)| format!("{k}: {x}\n")).collect();
            cx.session.output.print(&lines);
            Values::new()
        }
        1 => one(Value::col(now.to_vec())),
        _ => {
            let mut names = Vec::new();
            for column in 0..7 {
                names.extend(KEYS.iter().map(|k| Char(k.as_bytes()[column] as u16)));
            }
            Values::from_iter([NdArray::matrix(13, 7, names).into(), Value::col(now.to_vec())])
        }
    }
}
