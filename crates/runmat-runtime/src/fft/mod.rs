//! Fourier transforms, convolution and filters.

pub mod convolve;
pub mod filters;
#[cfg(test)]
mod tests;
pub mod transform;

use crate::linalg::kernels::Dense;
use crate::linalg::operand::{complex_data, wrap, wrong_class};
use crate::linalg::product::reshape;
use runmat_ignition::{Builtin, CallCx, MANY};
use runmat_value::{C64, Class, Dims, Error, Result, Value};
use transform::Plans;

/// Fourier transforms.
pub const TABLE: &[Builtin] = &[
    Builtin::one("fft", (1, 3), fft).doc(
        "fft(x): discrete Fourier transform of a vector, or of each column.\nfft(x, n): of n points, cut or padded with zeros.\nfft(x, n, dim): along a dimension; n may be [].\n    fft([1 2 3 4])",
    ),
    Builtin::one("ifft", (1, 4), ifft).doc(
        "ifft(x), ifft(x, n), ifft(x, n, dim): inverse of fft.\nifft(…, \"symmetric\"): the result is known to be real.\n    ifft(fft([1 2 3]))",
    ),
    Builtin::one("fft2", (1, 3), fft2)
        .doc("fft2(x): transform along the first two dimensions.\nfft2(x, m, n): of m by n points.\n    fft2([1 2; 3 4])"),
    Builtin::one("ifft2", (1, 4), ifft2).doc("ifft2(x), ifft2(x, m, n): inverse of fft2.\n    ifft2(fft2([1 2; 3 4]))"),
    Builtin::one("fftn", (1, 2), fftn).doc("fftn(x): transform along all dimensions.\nfftn(x, size): of that size."),
    Builtin::one("ifftn", (1, MANY), ifftn).doc("ifftn(x), ifftn(x, size): inverse of fftn."),
];

/// An array of complex numbers to transform.
struct Signal {
    data: Vec<C64>,
    dims: Dims,
    single: bool,
    real: bool,
}

fn signal(cx: &CallCx<'_>, v: &Value) -> Result<Signal> {
    let fits = v.is_numeric() || v.class() == Class::Logical;
    let data = if fits { complex_data(v) } else { None };
    let data = data.ok_or_else(|| {
        if cx.octave() && v.is_char() {
            return Error::msg("invalid conversion from string to real N-D array");
        }
        wrong_class(cx, v)
    })?;
    Ok(Signal { data, dims: v.dims(), single: v.class() == Class::Single, real: !v.is_complex() })
}

impl Signal {
    fn resize(&mut self, cx: &CallCx<'_>, dim: usize, n: usize) -> Result<()> {
        let dims = self.dims.with_dim(dim, n);
        cx.reserve(&dims, 16)?;
        self.data = transform::resize(&self.data, &self.dims, dim, n);
        self.dims = dims;
        Ok(())
    }

    /// Transforms along the dimensions; `symmetric`: the inverse is taken to be real.
    fn run(mut self, cx: &mut CallCx<'_>, over: &[usize], inverse: bool, symmetric: bool) -> Value {
        cx.charge(self.data.len() * 4 * over.len());
        let gives_real = inverse && (symmetric || transform::is_symmetric(&self.data, &self.dims, over));
        if symmetric {
            transform::symmetrise(&mut self.data, &self.dims, over);
        }
        let plans = cx.session.extensions.get::<Plans>();
        for &dim in over {
            transform::along(plans, &mut self.data, &self.dims, dim, inverse);
        }
        let n = self.data.len();
        if gives_real {
            let real = self.data.iter().map(|z| z.re).collect();
            return reshape(wrap(Dense::new(n, 1, real), self.single), self.dims);
        }
        if self.real {
            transform::symmetrise(&mut self.data, &self.dims, over);
        }
        reshape(wrap(Dense::new(n, 1, self.data), self.single), self.dims)
    }
}

/// Removes a trailing `"symmetric"` or `"nonsymmetric"`.
fn symmetry<'a>(cx: &CallCx<'_>, args: &'a [Value]) -> Result<(&'a [Value], bool)> {
    match args.split_last() {
        Some((last, rest)) if !rest.is_empty() && (last.is_char() || last.class() == Class::String) => {
            match last.as_text().as_deref() {
                Some("symmetric") => Ok((rest, true)),
                Some("nonsymmetric") => Ok((rest, false)),
                _ => Err(cx.fail("MATLAB:fft:badOption", "the option must be \"symmetric\" or \"nonsymmetric\"")),
            }
        }
        _ => Ok((args, false)),
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

fn one_dimensional(cx: &mut CallCx<'_>, args: &[Value], inverse: bool) -> Result<Value> {
    let (args, symmetric) = symmetry(cx, args)?;
    if args.is_empty() {
        return Err(cx.invalid_call());
    }
    let mut x = signal(cx, &args[0])?;
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
    Ok(x.run(cx, &[dim], inverse, symmetric))
}

fn fft(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    one_dimensional(cx, args, false)
}

fn ifft(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    one_dimensional(cx, args, true)
}

fn two_dimensional(cx: &mut CallCx<'_>, args: &[Value], inverse: bool) -> Result<Value> {
    let (args, symmetric) = symmetry(cx, args)?;
    if args.is_empty() || args.len() == 2 {
        return Err(cx.invalid_call());
    }
    let mut x = signal(cx, &args[0])?;
    for dim in 0..args.len() - 1 {
        if let Some(n) = points(cx, &args[dim + 1])? {
            x.resize(cx, dim, n)?;
        }
    }
    Ok(x.run(cx, &[0, 1], inverse, symmetric))
}

fn fft2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    two_dimensional(cx, args, false)
}

fn ifft2(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    two_dimensional(cx, args, true)
}

fn all_dimensions(cx: &mut CallCx<'_>, args: &[Value], inverse: bool) -> Result<Value> {
    let (args, symmetric) = symmetry(cx, args)?;
    if args.is_empty() {
        return Err(cx.invalid_call());
    }
    let mut x = signal(cx, &args[0])?;
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
    Ok(x.run(cx, &over, inverse, symmetric))
}

fn fftn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    all_dimensions(cx, args, false)
}

fn ifftn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    all_dimensions(cx, args, true)
}
