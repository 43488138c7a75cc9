//! Sums, products, extremes, tests and means along a dimension; and those that keep each step.

use super::array::{Array, Piece, build, device, ready, run, stored, upload};
use super::elementwise::{Operand, Recipe, apply, as_class, lane_here, on_host, sample};
use super::lanes::lane_of;
use super::term::{self, Term};
use crate::arrays::reduce::{Options, Over};
use runmat_ignition::{CallCx, Outcome, Values, one};
use runmat_value::device::kernel::{Bin, Fold, Kernel, Lane, Lines};
use runmat_value::{Class, Dims, Error, Result, Value};
use std::sync::Arc;

/// Lines along dimension `d`.
pub fn lines(dims: &Dims, d: usize) -> Lines {
    let (inner, count, outer) = dims.split_at(d);
    Lines { inner: inner as u32, count: count as u32, outer: outer as u32 }
}

/// What is reduced, and along which dimension; everything is one column.
fn plan(cx: &mut CallCx<'_>, d: &Array, options: &Options) -> Result<(Array, usize)> {
    if options.omit_nan || options.extra || options.reverse || options.linear {
        return Err(no_option(cx));
    }
    Ok(match &options.over {
        Over::First => (d.clone(), d.dims.first_non_singleton()),
        Over::Dim(k) => (d.clone(), *k),
        Over::All => (super::shape::resized(cx, d, Dims::col(d.dims.numel()))?, 0),
        Over::Dims(_) => return Err(no_option(cx)),
    })
}

fn no_option(cx: &CallCx<'_>) -> Error {
    super::no_kernel(cx.name, "with these options")
}

/// One of the array: what the host makes of an array without elements, sent over.
fn of_nothing(cx: &mut CallCx<'_>, d: &Array, args: &[Value]) -> Result<Outcome> {
    let mut all = vec![super::elementwise::blank(d)?];
    all.extend_from_slice(&args[1..]);
    let name = cx.name;
    let v = on_host(cx, name, all)?;
    Ok(Value::Device(upload(cx, &v)?).into())
}

fn first(args: &[Value]) -> Result<Array> {
    match args.first() {
        Some(Value::Device(d)) => Ok(d.clone()),
        _ => Err(Error::new("MATLAB:invalidInput", "Only the first argument can be an array on a device.")),
    }
}

/// Has lines folded: what a chain computes.
fn folded(cx: &mut CallCx<'_>, t: &Arc<Term>, dims: &Dims, d: usize, fold: Fold, lane: Lane) -> Result<Piece> {
    let lines = lines(dims, d);
    let out = dims.with_dim(d, 1);
    build(cx, t, dims)?.run(cx, &out, lane, |chain| Kernel::Reduce { chain, fold, lines })
}

/// `sum` and `prod`.
pub fn total(cx: &mut CallCx<'_>, args: &mut Values, fold: Fold) -> Result<Outcome> {
    let d = first(args)?;
    let options = Options::read(cx, &args[1..])?;
    if d.dims.is_empty() {
        return of_nothing(cx, &d, args);
    }
    let mut wanted = vec![sample(d.class)];
    wanted.extend(options.class.as_deref().map(Value::text));
    let name = cx.name;
    let class = on_host(cx, name, wanted)?.class();
    if class.is_integer() && !cx.octave() {
        // There each step is kept in the range of the class, one after the other.
        return Err(super::no_kernel(name, "of integers in their own class"));
    }
    let (d, k) = plan(cx, &d, &options)?;
    Ok(Value::Device(totalled(cx, &d, k, fold, class)?).into())
}

fn totalled(cx: &mut CallCx<'_>, d: &Array, k: usize, fold: Fold, class: Class) -> Result<Array> {
    // Whole numbers are added up as doubles, which is exact, and brought into their range at the end.
    let wide = if class.is_integer() { Class::Double } else { class };
    let lane = lane_here(cx, lane_of(wide)?, cx.name)?;
    let t = term::cast(lane, &term::leaf(d)?);
    let piece = folded(cx, &t, &d.dims, k, fold, lane)?;
    let r = ready(wide, d.dims.with_dim(k, 1), lane, piece);
    as_class(cx, &r, class)
}

/// `mean`.
pub fn mean(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let d = first(args)?;
    let options = Options::read(cx, &args[1..])?;
    if d.dims.is_empty() {
        return of_nothing(cx, &d, args);
    }
    if options.class.is_some() || d.class.is_integer() {
        return Err(no_option(cx));
    }
    let class = on_host(cx, "mean", vec![sample(d.class)])?.class();
    let (d, k) = plan(cx, &d, &options)?;
    let s = totalled(cx, &d, k, Fold::Sum, class)?;
    let n = Value::Num(d.dims.dim(k) as f64);
    Ok(apply(cx, "rdivide", Recipe::Arithmetic(Bin::Div), &[Value::Device(s), n])?.into())
}

/// `any` and `all`.
pub fn truth(cx: &mut CallCx<'_>, args: &mut Values, fold: Fold) -> Result<Outcome> {
    let d = first(args)?;
    let options = Options::read(cx, &args[1..])?;
    if d.dims.is_empty() {
        return of_nothing(cx, &d, args);
    }
    let (d, k) = plan(cx, &d, &options)?;
    let x = term::leaf(&d)?;
    let t = term::bin(Bin::Ne, &x, &term::number(x.lane, 0.0));
    let piece = folded(cx, &t, &d.dims, k, fold, Lane::U32)?;
    Ok(Value::Device(ready(Class::Logical, d.dims.with_dim(k, 1), Lane::U32, piece)).into())
}

/// `max` and `min`: of two, or along a dimension, with places where two results are wanted.
pub fn extreme(cx: &mut CallCx<'_>, args: &mut Values, [fold, position]: [Fold; 2], of_two: Bin) -> Result<Outcome> {
    let reduces = args.len() == 1 || args[1].is_empty();
    let name = cx.name;
    if !reduces {
        return Ok(apply(cx, name, Recipe::Arithmetic(of_two), args)?.into());
    }
    let d = first(args)?;
    let options = Options::read(cx, if args.len() > 2 { &args[2..] } else { &[] })?;
    if d.dims.is_empty() {
        return of_nothing(cx, &d, args);
    }
    if options.include_nan {
        return Err(no_option(cx));
    }
    let class = on_host(cx, name, vec![sample(d.class)])?.class();
    let lane = stored(&d)?.lane;
    let (d, k) = plan(cx, &d, &options)?;
    let t = term::leaf(&d)?;
    let dims = d.dims.with_dim(k, 1);
    let piece = folded(cx, &t, &d.dims, k, fold, lane)?;
    let best = as_class(cx, &ready(d.class, dims.clone(), lane, piece), class)?;
    let mut out = one(Value::Device(best));
    if cx.nargout > 1 {
        lane_here(cx, Lane::F64, "A position, which is a double,")?;
        let piece = folded(cx, &t, &d.dims, k, position, Lane::U32)?;
        let places = as_class(cx, &ready(Class::Uint32, dims, Lane::U32, piece), Class::Double)?;
        out.push(Value::Device(places));
    }
    Ok(Outcome::Done(out))
}

/// `cumsum`, `cumprod`, `cummax`, `cummin`.
pub fn running(cx: &mut CallCx<'_>, args: &mut Values, fold: Fold) -> Result<Outcome> {
    let d = first(args)?;
    let options = Options::read(cx, &args[1..])?;
    if d.dims.is_empty() {
        return of_nothing(cx, &d, args);
    }
    if cx.nargout > 1 || options.class.is_some() {
        return Err(no_option(cx));
    }
    let name = cx.name;
    let class = on_host(cx, name, vec![sample(d.class)])?.class();
    // A step that leaves the range of whole numbers changes all that follow.
    if class.is_integer() && matches!(fold, Fold::Sum | Fold::Prod) {
        return Err(super::no_kernel(name, "of integers"));
    }
    let lane = lane_here(cx, lane_of(class)?, name)?;
    let (d, k) = plan(cx, &d, &options)?;
    let t = term::cast(lane, &term::leaf(&d)?);
    let dims = d.dims.clone();
    let along = lines(&dims, k);
    let piece = build(cx, &t, &dims)?.run(cx, &dims, lane, |chain| Kernel::Scan { chain, fold, lines: along })?;
    Ok(Value::Device(ready(class, dims, lane, piece)).into())
}

/// How many elements up to each are not 0: the last one tells how many there are.
pub fn ranks(cx: &mut CallCx<'_>, mask: &Arc<Term>, n: usize) -> Result<Piece> {
    let dims = Dims::col(n);
    let along = lines(&dims, 0);
    let truth = term::bin(Bin::Ne, mask, &term::number(mask.lane, 0.0));
    build(cx, &truth, &dims)?.run(cx, &dims, Lane::U32, |chain| Kernel::Scan { chain, fold: Fold::Sum, lines: along })
}

/// The order of lines, as numbers from 0 within each.
fn order(cx: &mut CallCx<'_>, d: &Array, k: usize, descending: bool) -> Result<Piece> {
    // The keys are compared many times: they are computed first.
    let s = stored(d)?;
    s.piece(cx)?;
    let t = term::leaf(d)?;
    let along = lines(&d.dims, k);
    build(cx, &t, &d.dims)?.run(cx, &d.dims, Lane::U32, |chain| Kernel::Order { chain, lines: along, descending })
}

/// `sort`.
pub fn sort(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let d = first(args)?;
    if d.dims.is_empty() {
        return Ok(Value::Device(d).into());
    }
    let (mut k, mut descending) = (d.dims.first_non_singleton(), false);
    for a in &args[1..] {
        match (a.as_text().map(|t| t.to_ascii_lowercase()).as_deref(), a.as_f64()) {
            (Some("ascend"), _) => descending = false,
            (Some("descend"), _) => descending = true,
            (None, Some(x)) if x >= 1.0 && x == x.trunc() => k = x as usize - 1,
            _ => return Err(no_option(cx)),
        }
    }
    if k >= d.dims.ndims() {
        k = d.dims.ndims();
    }
    let local = order(cx, &d, k, descending)?;
    let numbers = ready(Class::Uint32, d.dims.clone(), Lane::U32, local);
    // Where an element lies: that of the first of its line, and so many steps further.
    let along = lines(&d.dims, k);
    let coordinate = super::shape::coordinate(cx, &d.dims, k)?;
    let steps = term::bin(Bin::Sub, &term::leaf(&numbers)?, &coordinate);
    let t = term::bin(
        Bin::Add,
        &term::place(),
        &term::bin(Bin::Mul, &steps, &term::number(Lane::U32, f64::from(along.inner))),
    );
    let sorted = super::shape::taken(cx, &d, &t, d.dims.clone())?;
    let mut out = one(Value::Device(sorted));
    if cx.nargout > 1 {
        lane_here(cx, Lane::F64, "A position, which is a double,")?;
        let from_one = term::bin(Bin::Add, &term::leaf(&numbers)?, &term::number(Lane::U32, 1.0));
        let t = term::cast(Lane::F64, &from_one);
        out.push(Value::Device(super::array::lazy(Class::Double, d.dims.clone(), t)));
    }
    Ok(Outcome::Done(out))
}

/// `mtimes` and `*` of two arrays.
pub fn product(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    let scalar = args.iter().any(Value::is_scalar);
    if scalar || args.len() != 2 {
        return Ok(apply(cx, "times", Recipe::Arithmetic(Bin::Mul), args)?.into());
    }
    let (p, q) = (args[0].dims(), args[1].dims());
    if !p.is_matrix() || !q.is_matrix() || p.cols() != q.rows() {
        return Err(Error::new(
            "MATLAB:innerdim",
            "Incorrect dimensions for matrix multiplication. Check that the number of columns in the first matrix matches \
             the number of rows in the second matrix. To operate on each element of the matrix individually, use TIMES (.*) \
             for elementwise multiplication.",
        ));
    }
    let class = on_host(cx, "times", vec![sample(args[0].class_here()), sample(args[1].class_here())])?.class();
    if !class.is_float() {
        return Err(super::no_kernel("mtimes", "of integers"));
    }
    let lane = lane_here(cx, lane_of(class)?, "mtimes")?;
    let dims = Dims::new(p.rows(), q.cols());
    if p.cols() == 0 || dims.is_empty() {
        return Ok(Value::Device(super::elementwise::filled(cx, class, dims, 0.0)?).into());
    }
    let a = matrix(cx, &args[0], class)?;
    let b = matrix(cx, &args[1], class)?;
    let [m, k, n] = [p.rows() as u32, p.cols() as u32, q.cols() as u32];
    cx.charge(p.rows() * p.cols() * q.cols() / 64);
    let view = |(piece, dims): &(Piece, Dims)| {
        let strides = piece.strides.clone().unwrap_or_else(|| super::array::natural_strides(dims));
        runmat_value::device::kernel::Matrix {
            buffer: piece.memory.buffer.clone(),
            offset: piece.offset,
            strides: [strides[0] as u32, strides[1] as u32],
        }
    };
    let kernel = Kernel::Multiply { a: view(&a), b: view(&b), m, k, n, lane };
    let memory = run(cx, &dims, lane, kernel)?;
    let mut piece = super::array::whole(memory);
    piece.faults = [a.0.faults, b.0.faults].concat();
    Ok(Value::Device(ready(class, dims, lane, piece)).into())
}

/// An operand of a product: strides say how it lies, so a transpose costs nothing.
fn matrix(cx: &mut CallCx<'_>, v: &Value, class: Class) -> Result<(Piece, Dims)> {
    let d = match Operand::of(cx, v)? {
        Operand::Array(d) => as_class(cx, &d, class)?,
        Operand::Number(..) => return Err(Error::internal("a scalar in a product of matrices")),
    };
    let piece = stored(&d)?.piece(cx)?;
    // Negative steps would not fit.
    let piece =
        if piece.strides.as_ref().is_some_and(|s| s.iter().any(|&x| x < 0)) { stored(&d)?.plain(cx)? } else { piece };
    Ok((piece, d.dims.clone()))
}

/// `conv2(a, b, shape)`.
pub fn convolve(cx: &mut CallCx<'_>, args: &mut Values) -> Result<Outcome> {
    if args.len() > 3 || args.len() < 2 || !args[..2].iter().all(|v| v.dims().is_matrix() && !v.is_empty()) {
        return Err(no_option(cx));
    }
    let shape = args.get(2).map_or(Some("full".into()), Value::as_text).unwrap_or_default();
    let class = on_host(cx, "times", vec![sample(args[0].class_here()), sample(args[1].class_here())])?.class();
    if !class.is_float() {
        return Err(super::no_kernel("conv2", "of integers"));
    }
    let lane = lane_here(cx, lane_of(class)?, "conv2")?;
    let whole = |cx: &mut CallCx<'_>, v: &Value| -> Result<(Piece, [u32; 2])> {
        let d = match v {
            Value::Device(d) => d.clone(),
            v => upload(cx, v)?,
        };
        let d = as_class(cx, &d, class)?;
        Ok((stored(&d)?.plain(cx)?, [d.dims.rows() as u32, d.dims.cols() as u32]))
    };
    let (a, an) = whole(cx, &args[0])?;
    let (b, bn) = whole(cx, &args[1])?;
    let part = |d: usize| match shape.as_str() {
        "full" => Some((0, an[d] + bn[d] - 1)),
        "same" => Some((bn[d] / 2, an[d])),
        "valid" => Some((bn[d] - 1, (an[d] + 1).saturating_sub(bn[d]))),
        _ => None,
    };
    let (Some(r), Some(c)) = (part(0), part(1)) else { return Err(no_option(cx)) };
    let dims = Dims::new(r.1 as usize, c.1 as usize);
    cx.charge(dims.numel() * (bn[0] * bn[1]) as usize / 64);
    let view = |p: &Piece| runmat_value::device::kernel::View {
        buffer: p.memory.buffer.clone(),
        lane,
        offset: p.offset,
        strides: None,
    };
    let kernel = Kernel::Convolve {
        a: view(&a),
        a_size: an,
        b: view(&b),
        b_size: bn,
        first: [r.0, c.0],
        size: [r.1, c.1],
        lane,
    };
    device(cx)?;
    let mut piece = super::array::whole(run(cx, &dims, lane, kernel)?);
    piece.faults = [a.faults, b.faults].concat();
    Ok(Value::Device(ready(class, dims, lane, piece)).into())
}

/// The class of elements, wherever they are.
pub trait ClassHere {
    /// That class.
    fn class_here(&self) -> Class;
}

impl ClassHere for Value {
    fn class_here(&self) -> Class {
        match self {
            Value::Device(d) => d.class,
            v => v.class(),
        }
    }
}
