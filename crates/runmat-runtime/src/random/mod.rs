//! Random numbers: `rand`, `randn`, `randi`, `randperm`, `rng`, and Octave's `rande`, `randg`, `randp`.
//!
//! MATLAB draws everything from one Mersenne twister, so `rng(42); rand` gives the same numbers as
//! MATLAB; `randn` follows the same distribution by a ziggurat of its own, with other numbers.
//! Octave has a stream for each distribution, and `rand("twister", 42)` gives Octave's numbers.

pub mod draw;
pub mod seed;
pub mod twister;

use runmat_ignition::{Builtin, CallCx, MANY, Values, Work, one};
use runmat_value::{Class, Dims, Error, NdArray, Result, Value};
use seed::{Distribution, Streams};

/// Random numbers.
pub const TABLE: &[Builtin] = &[
    Builtin::many("rand", (0, MANY), 1, rand).work(Work::Sizes { values: 0, square: true }).doc(
        "rand: a uniform number between 0 and 1.\nrand(n), rand(m, n, …), rand([m n …]): a matrix of them.\nrand(…, \"single\"), rand(…, \"like\", x): of another class.\n    rand(2, 3)",
    ),
    Builtin::many("randn", (0, MANY), 1, randn).work(Work::Sizes { values: 0, square: true })
        .doc("randn(…): standard normal numbers; arguments as for rand.\n    randn(1, 3)"),
    Builtin::many("rande", (0, MANY), 1, rande).work(Work::Sizes { values: 0, square: true })
        .only(runmat_value::Dialect::Octave)
        .doc("rande(…): standard exponential numbers; arguments as for rand."),
    Builtin::many("randg", (1, MANY), 1, randg).work(Work::Sizes { values: 1, square: true })
        .only(runmat_value::Dialect::Octave)
        .doc("randg(a, …): gamma-distributed numbers of shape a."),
    Builtin::many("randp", (1, MANY), 1, randp).work(Work::Sizes { values: 1, square: true })
        .only(runmat_value::Dialect::Octave)
        .doc("randp(l, …): Poisson-distributed numbers of mean l."),
    Builtin::one("randi", (1, MANY), randi).impure().work(Work::Sizes { values: 1, square: true }).doc(
        "randi(n, …): whole numbers from 1 to n; further arguments as for rand.\nrandi([a b], …): from a to b.\n    randi(6, 1, 10)",
    ),
    Builtin::one("randperm", (1, 2), randperm)
        .impure().work(Work::Sizes { values: 0, square: false })
        .doc("randperm(n): the numbers 1 to n in random order.\nrandperm(n, m): m of them.\n    randperm(5)"),
    Builtin::many("rng", (0, 2), 1, seed::rng).doc(
        "rng(seed): starts the random numbers anew from a seed.\nrng(\"default\"), rng(\"shuffle\"): from the default seed, from the clock.\ns = rng, rng(s): reads and restores the state.\n    rng(42); rand",
    ),
];

/// What is asked for: a size, a class.
struct Request {
    dims: Dims,
    class: Class,
}

fn wrong_text(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: unrecognized string argument", cx.name))
    } else {
        Error::new(&format!("MATLAB:{}:unknownClass", cx.name), "Unrecognized class name or option.")
    }
}

/// Reads sizes, a class name, `"like", x`.
fn request(cx: &CallCx<'_>, args: &[Value], integers: bool) -> Result<Request> {
    let sizes = args.iter().position(|a| a.is_char() || a.class() == Class::String).unwrap_or(args.len());
    let mut class = Class::Double;
    if sizes < args.len() {
        let name = args[sizes].as_text().unwrap_or_default();
        class = match (name.as_str(), args.get(sizes + 1)) {
            ("like", Some(x)) => x.class(),
            ("double", _) => Class::Double,
            ("single", _) => Class::Single,
            (other, _) if integers => {
                Class::from_name(other).filter(|c| c.is_integer()).ok_or_else(|| wrong_text(cx))?
            }
            _ => return Err(wrong_text(cx)),
        };
    }
    Ok(Request { dims: crate::args::sizes(cx, &args[..sizes])?, class })
}

fn fill(
    cx: &mut CallCx<'_>,
    request: &Request,
    of: Distribution,
    draw: fn(&mut twister::Twister) -> f64,
) -> Result<Value> {
    cx.reserve(&request.dims, 8)?;
    let n = request.dims.numel();
    cx.charge(2 * n);
    let stream = Streams::of(cx).stream(of);
    if n == 1 && request.class == Class::Double {
        return Ok(Value::Num(draw(stream)));
    }
    let data: Vec<f64> = std::iter::repeat_with(|| draw(stream)).take(n).collect();
    Ok(in_class(NdArray::new(request.dims.clone(), data), request.class))
}

/// An array of whole or real doubles in another class.
fn in_class(a: NdArray<f64>, class: Class) -> Value {
    match class {
        Class::Single => a.map(|&x| x as f32).into(),
        Class::Int8 => a.map(|&x| x as i8).into(),
        Class::Int16 => a.map(|&x| x as i16).into(),
        Class::Int32 => a.map(|&x| x as i32).into(),
        Class::Int64 => a.map(|&x| x as i64).into(),
        Class::Uint8 => a.map(|&x| x as u8).into(),
        Class::Uint16 => a.map(|&x| x as u16).into(),
        Class::Uint32 => a.map(|&x| x as u32).into(),
        Class::Uint64 => a.map(|&x| x as u64).into(),
        _ => a.into(),
    }
}

fn plain(
    cx: &mut CallCx<'_>,
    args: &[Value],
    of: Distribution,
    draw: fn(&mut twister::Twister) -> f64,
) -> Result<Values> {
    if args.is_empty() {
        return Ok(one(draw(Streams::of(cx).stream(of))));
    }
    if let Some(answer) = seed::keyword(cx, args, of)? {
        return Ok(answer);
    }
    let request = request(cx, args, false)?;
    if !request.class.is_float() {
        return Err(wrong_text(cx));
    }
    fill(cx, &request, of, draw).map(one)
}

fn rand(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    plain(cx, args, Distribution::Uniform, twister::Twister::uniform)
}

fn randn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    plain(cx, args, Distribution::Normal, draw::normal)
}

fn rande(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    plain(cx, args, Distribution::Exponential, draw::exponential)
}

fn randg(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    with_parameter(cx, args, Distribution::Gamma, draw::gamma)
}

fn randp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    with_parameter(cx, args, Distribution::Poisson, draw::poisson)
}

fn with_parameter(
    cx: &mut CallCx<'_>,
    args: &[Value],
    of: Distribution,
    draw: fn(&mut twister::Twister, f64) -> f64,
) -> Result<Values> {
    if let Some(answer) = seed::keyword(cx, args, of)? {
        return Ok(answer);
    }
    let parameters = crate::linalg::operand::real_data(&args[0])
        .ok_or_else(|| Error::msg(format!("{}: dimensions mismatch", cx.name)))?;
    let mut request = request(cx, &args[1..], false)?;
    // Without sizes, perhaps with a class, those of the parameter.
    if args[1..].iter().all(|v| v.as_text().is_some()) {
        request.dims = args[0].dims();
    }
    let n = request.dims.numel();
    if parameters.len() != 1 && parameters.len() != n {
        return Err(Error::msg(format!("{}: dimensions mismatch", cx.name)));
    }
    cx.reserve(&request.dims, 8)?;
    cx.charge(8 * n);
    let stream = Streams::of(cx).stream(of);
    let data = (0..n).map(|k| draw(stream, parameters[if parameters.len() == 1 { 0 } else { k }])).collect();
    Ok(one(in_class(NdArray::new(request.dims, data), request.class)))
}

fn randi(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let limits = crate::linalg::operand::real_data(&args[0]).unwrap_or_default();
    let (low, high) = match limits[..] {
        [high] => (1.0, high),
        [low, high] => (low, high),
        _ => return Err(bad_limits(cx, "IMIN and IMAX must be integer bounds")),
    };
    if low != low.trunc() || high != high.trunc() || !low.is_finite() || !high.is_finite() {
        return Err(bad_limits(cx, "IMIN and IMAX must be integer bounds"));
    }
    if limits.len() == 1 && high < 1.0 {
        return Err(bad_limits(cx, "require IMAX >= 1"));
    }
    if high < low {
        return Err(bad_limits(cx, "require IMIN <= IMAX"));
    }
    let request = request(cx, &args[1..], true)?;
    cx.reserve(&request.dims, 8)?;
    let n = request.dims.numel();
    cx.charge(2 * n);
    let stream = Streams::of(cx).stream(Distribution::Uniform);
    let data = std::iter::repeat_with(|| low + ((high - low + 1.0) * stream.uniform()).floor()).take(n).collect();
    Ok(in_class(NdArray::new(request.dims, data), request.class))
}

fn bad_limits(cx: &CallCx<'_>, octave: &str) -> Error {
    if cx.octave() {
        return Error::msg(format!("randi: {octave}"));
    }
    Error::new(
        "MATLAB:randi:invalidLimits",
        "First input must be a positive integer scalar value IMAX, or two integer values [IMIN IMAX] with IMIN less than or equal to IMAX.",
    )
}

fn randperm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = crate::args::scalar(cx, &args[0], "N")?;
    let m = args.get(1).map_or(Ok(n), |v| crate::args::scalar(cx, v, "M"))?;
    if n < 0.0 || m < 0.0 || n != n.trunc() || m != m.trunc() {
        return Err(if cx.octave() {
            Error::msg("randperm: M and N must be non-negative")
        } else {
            Error::new("MATLAB:randperm:inputType", "Size inputs must be nonnegative integers.")
        });
    }
    if m > n {
        return Err(if cx.octave() {
            Error::msg("randperm: M must be less than or equal to N")
        } else {
            Error::new("MATLAB:randperm:inputKTooLarge", "K must be less than or equal to N.")
        });
    }
    cx.reserve(&Dims::row(n as usize), 24)?;
    cx.charge(8 * n as usize);
    let stream = Streams::of(cx).stream(Distribution::Uniform);
    let mut keys: Vec<(f64, usize)> = (1..=n as usize).map(|k| (stream.uniform(), k)).collect();
    keys.sort_by(|x, y| x.0.total_cmp(&y.0));
    Ok(Value::row(keys.iter().take(m as usize).map(|&(_, k)| k as f64).collect()))
}
