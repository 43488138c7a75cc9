//! `conv`, `conv2`, `filter`, `filter2`.

use super::convolve::{self, Shape};
use crate::linalg::kernels::{Dense, Scalar};
use crate::linalg::operand::{Field, Operand, Pair, by_field, complex_data, real_data, wrap, wrong_class};
use crate::linalg::product::reshape;
use crate::offload::{self, Pace};
use runmat_ignition::{Builtin, CallCx, Outcome, Values, one};
use runmat_value::{C64, Class, Dims, Error, Result, Value};

/// Convolution and filters.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("conv", (2, 3), 1, conv, offload::resume).doc(
        "conv(a, b): convolution of vectors: the product of polynomials.\nconv(a, b, shape): shape is \"full\", \"same\" or \"valid\".\n    conv([1 2], [1 3])",
    ),
    Builtin::steps("conv2", (2, 4), 1, conv2, offload::resume).doc(
        "conv2(a, b), conv2(a, b, shape): convolution of matrices.\nconv2(u, v, a, …): with the columns of a by u, then with its rows by v.\n    conv2(ones(3), ones(2), \"same\")",
    ),
    Builtin::many("filter", (3, 5), 2, filter).pure().doc(
        "filter(b, a, x): x through the filter with numerator b and denominator a.\n[y, zf] = filter(b, a, x, zi, dim): with initial and final state, along a dimension.\n    filter(1, [1 -0.5], [1 1 1])",
    ),
    Builtin::steps("filter2", (2, 3), 1, filter2, offload::resume)
        .doc("filter2(h, x), filter2(h, x, shape): x through a two-dimensional filter: correlation with h."),
];

fn shape(cx: &CallCx<'_>, v: Option<&Value>, default: Shape) -> Result<Shape> {
    let Some(v) = v else { return Ok(default) };
    match v.as_text().unwrap_or_default().to_lowercase().as_str() {
        "full" => Ok(Shape::Full),
        "same" => Ok(Shape::Same),
        "valid" => Ok(Shape::Valid),
        _ if cx.octave() => Err(Error::msg(match cx.name {
            "conv" => "conv: SHAPE argument must be \"full\", \"same\", or \"valid\"".to_string(),
            name => format!("{name}: SHAPE type not valid"),
        })),
        _ => Err(Error::new(
            &format!("MATLAB:{}:unknownShapeParameter", cx.name),
            "Shape parameter must be 'full', 'same', or 'valid'.",
        )),
    }
}

/// Reads a matrix of floating-point numbers (integers and logicals count).
fn numbers(cx: &CallCx<'_>, v: &Value) -> Result<Operand> {
    if v.class().is_integer() && v.dims().is_matrix() {
        let (rows, cols) = (v.dims().rows(), v.dims().cols());
        let data = real_data(v).ok_or_else(|| wrong_class(cx, v))?;
        let note = runmat_value::Note::None;
        return Ok(Operand { field: Field::Real(Dense::new(rows, cols, data)), single: false, sparse: false, note });
    }
    Operand::read(cx, v)
}

/// The convolution of `a` with each of the others in turn; `end` makes a value of it.
fn convolved(
    cx: &mut CallCx<'_>,
    a: Operand,
    others: Vec<Operand>,
    shape: Shape,
    end: impl FnOnce(Operand) -> Value + Send + 'static,
) -> Result<Outcome> {
    let (mut size, mut work) = ((a.rows(), a.cols()), 0usize);
    for b in &others {
        work = work.saturating_add((size.0 * size.1).saturating_mul(b.rows() * b.cols()));
        cx.reserve(&Dims::new(size.0 + b.rows(), size.1 + b.cols()), 8)?;
        size = convolve::size(size, (b.rows(), b.cols()), shape);
    }
    offload::pieces(cx, work, work / 4, move |pace| async move {
        let mut product = a;
        for b in others {
            product = convolution(product, b, shape, pace).await;
        }
        Box::new(move |_: &mut CallCx<'_>| Ok(one(end(product)))) as offload::Finish
    })
}

async fn convolution(a: Operand, b: Operand, shape: Shape, pace: Pace) -> Operand {
    let single = a.single || b.single;
    let field = match Field::common(a.field, b.field) {
        Pair::Real(a, b) => Field::Real(convolve::convolve(&a, &b, shape, pace).await),
        Pair::Complex(a, b) => Field::Complex(convolve::convolve(&a, &b, shape, pace).await),
    };
    Operand { field, single, sparse: false, note: runmat_value::Note::None }
}

fn value(a: Operand) -> Value {
    by_field!(a.field, m => wrap(m, a.single))
}

fn conv(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let shape = shape(cx, args.get(2), Shape::Full)?;
    let (a, b) = (&args[0], &args[1]);
    let vector = |v: &Value| v.dims().is_vector() && !(cx.octave() && v.is_empty());
    if !vector(a) || !vector(b) {
        return Err(if cx.octave() {
            Error::msg("conv: both arguments A and B must be vectors")
        } else {
            Error::new("MATLAB:conv:AorBNotVector", "A and B must be vectors.")
        });
    }
    let by_first = shape != Shape::Full || a.numel() > b.numel();
    let row = if by_first { a.dims().rows() == 1 } else { b.dims().rows() == 1 };
    let column = |cx: &CallCx<'_>, v: &Value| -> Result<Operand> {
        let mut x = numbers(cx, v)?;
        x.field = match x.field {
            Field::Real(m) => Field::Real(Dense::new(m.data().len(), 1, m.into_data())),
            Field::Complex(m) => Field::Complex(Dense::new(m.data().len(), 1, m.into_data())),
        };
        Ok(x)
    };
    let (x, y) = (column(cx, a)?, column(cx, b)?);
    convolved(cx, x, vec![y], shape, move |product| {
        let out = value(product);
        let n = out.numel();
        reshape(out, if row { Dims::row(n) } else { Dims::col(n) })
    })
}

fn conv2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let named = args.last().is_some_and(|v| v.is_char() || v.class() == Class::String);
    let shape = shape(cx, args.last().filter(|_| named), Shape::Full)?;
    let matrices = args.len() - usize::from(named);
    if !(2..=3).contains(&matrices) {
        return Err(cx.invalid_call());
    }
    if matrices == 2 {
        let (a, b) = (numbers(cx, &args[0])?, numbers(cx, &args[1])?);
        return convolved(cx, a, vec![b], shape, value);
    }
    let vector = |v: &Value| v.dims().is_vector();
    if !vector(&args[0]) || !vector(&args[1]) {
        return Err(if cx.octave() {
            Error::msg("conv2: both first two arguments must be vectors if 3 arguments")
        } else {
            Error::new("MATLAB:conv2:firstTwoInputsNotVectors", "First two inputs must be vectors.")
        });
    }
    let (mut u, mut v) = (numbers(cx, &args[0])?, numbers(cx, &args[1])?);
    u.field = laid(u.field, true);
    v.field = laid(v.field, false);
    let a = numbers(cx, &args[2])?;
    convolved(cx, a, vec![u, v], shape, value)
}

fn filter2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let shape = shape(cx, args.get(2), Shape::Same)?;
    let (mut h, x) = (numbers(cx, &args[0])?, numbers(cx, &args[1])?);
    h.field = match h.field {
        Field::Real(m) => Field::Real(turned(m)),
        Field::Complex(m) => Field::Complex(turned(m)),
    };
    convolved(cx, x, vec![h], shape, value)
}

/// A vector as a column or a row.
fn laid(field: Field, stands: bool) -> Field {
    fn one<T: Scalar>(m: Dense<T>, stands: bool) -> Dense<T> {
        let (rows, cols) = m.size();
        let n = rows * cols;
        Dense::new(if stands { n } else { 1 }, if stands { 1 } else { n }, m.into_data())
    }
    match field {
        Field::Real(m) => Field::Real(one(m, stands)),
        Field::Complex(m) => Field::Complex(one(m, stands)),
    }
}

/// Turned by half a turn.
fn turned<T: Scalar>(m: Dense<T>) -> Dense<T> {
    let (rows, cols) = m.size();
    let mut data = m.into_data();
    data.reverse();
    Dense::new(rows, cols, data)
}

fn filter(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let x = &args[2];
    let numeric = |v: &Value| v.is_numeric() || v.class() == Class::Logical;
    if let Some(bad) = args[..3].iter().find(|v| !numeric(v)) {
        return Err(wrong_class(cx, bad));
    }
    let dim = match args.get(4) {
        Some(d) => crate::args::dimension(cx, d)?,
        None => x.dims().first_non_singleton(),
    };
    let state = args.get(3).filter(|v| !v.is_empty());
    let parts = [Some(&args[0]), Some(&args[1]), Some(x), state];
    let single = parts.iter().flatten().any(|v| v.class() == Class::Single);
    cx.charge(x.numel() * args[0].numel().max(args[1].numel()));
    if parts.iter().flatten().any(|v| v.is_complex()) {
        let [b, a, x, z] = parts.map(|v| v.and_then(complex_data).unwrap_or_default());
        run_filter::<C64>(cx, b, a, x, z, args[2].dims(), dim, single)
    } else {
        let [b, a, x, z] = parts.map(|v| v.and_then(real_data).unwrap_or_default());
        run_filter::<f64>(cx, b, a, x, z, args[2].dims(), dim, single)
    }
}

fn run_filter<T: Scalar>(
    cx: &CallCx<'_>,
    mut b: Vec<T>,
    mut a: Vec<T>,
    x: Vec<T>,
    initial: Vec<T>,
    dims: Dims,
    dim: usize,
    single: bool,
) -> Result<Values> {
    if a.is_empty() || a[0] == T::ZERO {
        return Err(if cx.octave() {
            if a.is_empty() {
                Error::msg("filter: a and b must be non-empty")
            } else {
                Error::msg("filter: the first element of A must be nonzero")
            }
        } else {
            Error::new(
                "MATLAB:filter:firstElementOfDenominatorFilterZero",
                "First denominator filter coefficient must be non-zero.",
            )
        });
    }
    let order = a.len().max(b.len()).max(1);
    let scale = a[0];
    a.resize(order, T::ZERO);
    b.resize(order, T::ZERO);
    if scale != T::ONE {
        a.iter_mut().chain(&mut b).for_each(|e| *e /= scale);
    }
    let (before, along, after) = dims.split_at(dim);
    let fibres = before * after;
    if !initial.is_empty() && initial.len() != (order - 1) * fibres && initial.len() != order - 1 {
        return Err(if cx.octave() {
            Error::msg("filter: first dimension of SI must be of length max (length (a), length (b)) - 1")
        } else {
            Error::new(
                "MATLAB:filter:numInitialConditions",
                "Initial conditions must be a vector of length max(length(a),length(b))-1, or an array with the leading dimension of size max(length(a),length(b))-1 and with remaining dimensions matching those of x.",
            )
        });
    }
    let mut y = x.clone();
    let mut states = Vec::with_capacity((order - 1) * fibres);
    for fibre in 0..fibres {
        let start = fibre % before + before * along * (fibre / before);
        let from = if initial.len() == order - 1 { 0 } else { fibre * (order - 1) };
        let mut state = initial.get(from..from + order - 1).map_or_else(|| vec![T::ZERO; order - 1], <[T]>::to_vec);
        let mut at = start;
        let samples = (0..along).map(|k| x[start + before * k]);
        convolve::filter(&b, &a, samples, &mut state, |e| {
            y[at] = e;
            at += before;
        });
        states.extend(state);
    }
    let n = y.len();
    let mut out = Values::new();
    out.push(reshape(wrap(Dense::new(n, 1, y), single), dims));
    if cx.nargout > 1 {
        out.push(wrap(Dense::new(order - 1, fibres, states), single));
    }
    Ok(out)
}
