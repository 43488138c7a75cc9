//! Fourier transforms, convolution and filters.

pub mod convolve;
pub mod filters;
pub mod mirror;
#[cfg(test)]
mod tests;
pub mod transform;

use crate::linalg::kernels::Dense;
use crate::linalg::operand::{complex_data, real_data, wrap, wrong_class};
use crate::linalg::product::reshape;
use crate::offload;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, one};
use runmat_value::parallel::{self, Cost};
use runmat_value::{C64, Class, Dims, Element, Error, NdArray, Result, Value};
use transform::Plans;

/// Fourier transforms.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("fft", (1, 3), 1, fft, offload::resume).doc(
        "fft(x): discrete Fourier transform of a vector, or of each column.\nfft(x, n): of n points, cut or padded with zeros.\nfft(x, n, dim): along a dimension; n may be [].\n    fft([1 2 3 4])",
    ),
    Builtin::steps("ifft", (1, 4), 1, ifft, offload::resume).doc(
        "ifft(x), ifft(x, n), ifft(x, n, dim): inverse of fft.\nifft(…, \"symmetric\"): the result is known to be real.\n    ifft(fft([1 2 3]))",
    ),
    Builtin::steps("fft2", (1, 3), 1, fft2, offload::resume)
        .doc("fft2(x): transform along the first two dimensions.\nfft2(x, m, n): of m by n points.\n    fft2([1 2; 3 4])"),
    Builtin::steps("ifft2", (1, 4), 1, ifft2, offload::resume).doc("ifft2(x), ifft2(x, m, n): inverse of fft2.\n    ifft2(fft2([1 2; 3 4]))"),
    Builtin::steps("fftn", (1, 2), 1, fftn, offload::resume).doc("fftn(x): transform along all dimensions.\nfftn(x, size): of that size."),
    Builtin::steps("ifftn", (1, MANY), 1, ifftn, offload::resume).doc("ifftn(x), ifftn(x, size): inverse of fftn."),
];

/// Numbers to transform.
enum Numbers {
    Real(Value),
    Complex(Vec<C64>),
}

/// An array to transform.
struct Signal {
    data: Numbers,
    dims: Dims,
    single: bool,
}

fn signal(cx: &CallCx<'_>, v: Value) -> Result<Signal> {
    let (dims, single) = (v.dims(), v.class() == Class::Single);
    let data = match v {
        Value::C64(_) => match C64::take(v) {
            Ok(a) => Numbers::Complex(a.into_data()),
            Err(_) => return Err(Error::internal("a complex array without elements")),
        },
        Value::F64(_) => Numbers::Real(v),
        _ if !(v.is_numeric() || v.class() == Class::Logical) => {
            return Err(if cx.octave() && v.is_char() {
                Error::msg("invalid conversion from string to real N-D array")
            } else {
                wrong_class(cx, &v)
            });
        }
        _ if v.is_complex() => Numbers::Complex(complex_data(&v).ok_or_else(|| wrong_class(cx, &v))?),
        _ => {
            let data = real_data(&v).ok_or_else(|| wrong_class(cx, &v))?;
            Numbers::Real(NdArray::new(dims.clone(), data).into())
        }
    };
    Ok(Signal { data, dims, single })
}

impl Signal {
    fn resize(&mut self, cx: &CallCx<'_>, dim: usize, n: usize) -> Result<()> {
        if self.dims.dim(dim) == n {
            return Ok(());
        }
        let dims = self.dims.with_dim(dim, n);
        cx.reserve(&dims, 16)?;
        match &mut self.data {
            Numbers::Real(v) => {
                let x = f64::view(v).ok_or_else(|| Error::internal("real numbers were lost"))?;
                *v = NdArray::new(dims.clone(), transform::resize(x.data(), &self.dims, dim, n)).into();
            }
            Numbers::Complex(z) => *z = transform::resize(z, &self.dims, dim, n),
        }
        self.dims = dims;
        Ok(())
    }

    /// Transforms along the dimensions; `symmetric`: the inverse is taken to be real.
    fn run(self, cx: &mut CallCx<'_>, over: &[usize], inverse: bool, symmetric: bool) -> Result<Outcome> {
        let size = self.dims.numel() * over.len();
        let mut plans = std::mem::take(cx.session.extensions.get::<Plans>());
        let (dims, single, over) = (self.dims, self.single, over.to_vec());
        offload::run(cx, 16 * size, 4 * size, move || {
            let out = match self.data {
                Numbers::Real(v) => match f64::view(&v) {
                    Some(x) if !(inverse && symmetric) => of_reals(&mut plans, x.data(), &dims, &over, inverse),
                    _ => {
                        let z = complex_data(&v).unwrap_or_default();
                        of_complexes(&mut plans, z, &dims, &over, inverse, symmetric)
                    }
                },
                Numbers::Complex(z) => of_complexes(&mut plans, z, &dims, &over, inverse, symmetric),
            };
            let out = match out {
                Spectrum::Real(x) => reshape(wrap(Dense::new(x.len(), 1, x), single), dims),
                Spectrum::Complex(z) => reshape(wrap(Dense::new(z.len(), 1, z), single), dims),
            };
            Box::new(move |cx| {
                *cx.session.extensions.get::<Plans>() = plans;
                Ok(one(out))
            })
        })
    }
}

/// A transformed array.
enum Spectrum {
    Real(Vec<f64>),
    Complex(Vec<C64>),
}

fn of_reals(plans: &mut Plans, x: &[f64], dims: &Dims, over: &[usize], inverse: bool) -> Spectrum {
    let even = inverse && mirror::is_even(x, dims, over);
    if let (true, [dim]) = (even, over) {
        return Spectrum::Real(transform::real_parts_along(plans, x, dims, *dim));
    }
    let z = match over {
        [] => x.iter().map(|&x| C64::new(x, 0.0)).collect(),
        [dim] => transform::real_along(plans, x, dims, *dim, inverse),
        [0, 1] => transform::real_planes(plans, x, dims, inverse),
        [0, 1, rest @ ..] => {
            let mut z = transform::real_planes(plans, x, dims, inverse);
            rest.iter().for_each(|&dim| transform::along(plans, &mut z, dims, dim, inverse));
            mirror::symmetrise(&mut z, dims, over);
            z
        }
        _ => return of_complexes(plans, x.iter().map(|&x| C64::new(x, 0.0)).collect(), dims, over, inverse, false),
    };
    if even { Spectrum::Real(z.iter().map(|z| z.re).collect()) } else { Spectrum::Complex(z) }
}

fn of_complexes(
    plans: &mut Plans,
    mut z: Vec<C64>,
    dims: &Dims,
    over: &[usize],
    inverse: bool,
    symmetric: bool,
) -> Spectrum {
    let gives_real = inverse && (symmetric || mirror::is_symmetric(&z, dims, over));
    if symmetric {
        mirror::symmetrise(&mut z, dims, over);
    }
    over.iter().for_each(|&dim| transform::along(plans, &mut z, dims, dim, inverse));
    if gives_real { Spectrum::Real(parallel::map(&z, Cost::Cheap, |z| z.re)) } else { Spectrum::Complex(z) }
}

/// Removes a trailing `"symmetric"` or `"nonsymmetric"`.
fn symmetry<'a>(cx: &CallCx<'_>, args: &'a mut [Value]) -> Result<(&'a mut [Value], bool)> {
    let given = match args {
        [_, .., last] if last.is_char() || last.class() == Class::String => last.as_text(),
        _ => return Ok((args, false)),
    };
    let rest = args.len() - 1;
    match given.as_deref() {
        Some("symmetric") => Ok((&mut args[..rest], true)),
        Some("nonsymmetric") => Ok((&mut args[..rest], false)),
        _ => Err(cx.fail("MATLAB:fft:badOption", "the option must be \"symmetric\" or \"nonsymmetric\"")),
    }
}

fn points(cx: &CallCx<'_>, v: &Value) -> Result<Option<usize>> {
    if v.is_empty() {
        return Ok(None);
    }
    let bad = || {
        if cx.octave() {
            Error::msg(format!("{}: number of points (N) must be greater than zero", cx.name))
        } else {
            Error::new("MATLAB:fft:lengthNotNonNegInt", "FFT length must be a nonnegative integer scalar.")
        }
    };
    match v.as_f64() {
        Some(n) if n >= 0.0 && n.is_finite() && (n == n.trunc() || cx.octave()) => Ok(Some(n as usize)),
        _ => Err(bad()),
    }
}

fn one_dimensional(cx: &mut CallCx<'_>, args: &mut [Value], inverse: bool) -> Result<Outcome> {
    let (args, symmetric) = symmetry(cx, args)?;
    if args.is_empty() {
        return Err(cx.invalid_call());
    }
    let mut x = signal(cx, args[0].take())?;
    let n = args.get(1).map_or(Ok(None), |v| points(cx, v))?;
    let dim = match args.get(2).map(|d| (d, d.as_f64())) {
        None => x.dims.first_non_singleton(),
        Some((_, Some(d))) if d >= 1.0 && d == d.trunc() && !(cx.octave() && d as usize > x.dims.ndims()) => {
            d as usize - 1
        }
        Some(_) if cx.octave() => {
            return Err(Error::msg(format!("{}: DIM must be a valid dimension along which to perform FFT", cx.name)));
        }
        Some((d, _)) => crate::args::dimension(cx, d)?,
    };
    // A scalar is a row of one element to be padded.
    let dim = if x.dims.is_scalar() && args.len() < 3 { 1 } else { dim };
    if let Some(n) = n {
        x.resize(cx, dim, n)?;
    }
    x.run(cx, &[dim], inverse, symmetric)
}

fn fft(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    one_dimensional(cx, args, false)
}

fn ifft(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    one_dimensional(cx, args, true)
}

fn two_dimensional(cx: &mut CallCx<'_>, args: &mut [Value], inverse: bool) -> Result<Outcome> {
    let (args, symmetric) = symmetry(cx, args)?;
    if args.is_empty() || args.len() == 2 {
        return Err(cx.invalid_call());
    }
    let mut x = signal(cx, args[0].take())?;
    for dim in 0..args.len() - 1 {
        if let Some(n) = points(cx, &args[dim + 1])? {
            x.resize(cx, dim, n)?;
        }
    }
    x.run(cx, &[0, 1], inverse, symmetric)
}

fn fft2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    two_dimensional(cx, args, false)
}

fn ifft2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    two_dimensional(cx, args, true)
}

fn all_dimensions(cx: &mut CallCx<'_>, args: &mut [Value], inverse: bool) -> Result<Outcome> {
    let (args, symmetric) = symmetry(cx, args)?;
    if args.is_empty() {
        return Err(cx.invalid_call());
    }
    let mut x = signal(cx, args[0].take())?;
    if let Some(size) = args.get(1).filter(|v| !v.is_empty()) {
        let size = crate::linalg::operand::real_data(size).unwrap_or_default();
        if size.len() < x.dims.ndims() || size.iter().any(|n| *n < 0.0 || *n != n.trunc()) {
            return Err(cx.fail("MATLAB:fftn:badSize", "SIZE must be a vector of length dim"));
        }
        for (dim, n) in size.iter().enumerate() {
            x.resize(cx, dim, *n as usize)?;
        }
    }
    let over: Vec<usize> = (0..x.dims.ndims()).collect();
    x.run(cx, &over, inverse, symmetric)
}

fn fftn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    all_dimensions(cx, args, false)
}

fn ifftn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    all_dimensions(cx, args, true)
}
