//! Functions of matrices: `^`, `expm`, `logm`, `sqrtm`, `sylvester`.

use super::kernels::spectrum::{self, Iterated, Schur};
use super::kernels::{Dense, Scalar, functions, hermitian};
use super::measures::no_convergence;
use super::operand::{Field, Operand, by_field, noted, wrap, wrong_class};
use super::solve::{inverse, warn_singular};
use super::{elimination, is_matrix_operand, undefined_operator};
use runmat_ignition::{Builtin, CallCx, Work};
use runmat_syntax::ast::BinaryOp;
use runmat_value::ops::{binary_owned, is_matrix_op};
use runmat_value::{C64, Error, Note, Result, Value};

/// Functions of matrices.
pub const TABLE: &[Builtin] = &[
    Builtin::one("mpower", (2, 2), mpower)
        .work(Work::Cubic)
        .doc("mpower(A, p): the matrix power A^p; one of the two is a scalar.\n    mpower([1 1; 1 0], 10)"),
    Builtin::one("expm", (1, 1), expm).work(Work::Cubic).doc("expm(A): the matrix exponential.\n    expm([0 1; 0 0])"),
    Builtin::many("logm", (1, 2), 2, logm)
        .pure()
        .work(Work::Cubic)
        .doc("logm(A): the principal matrix logarithm.\n    logm([1 1; 0 1])"),
    Builtin::many("sqrtm", (1, 1), 3, sqrtm)
        .pure()
        .work(Work::Cubic)
        .doc("sqrtm(A): the principal matrix square root.\n    sqrtm([4 1; 0 9])"),
    Builtin::one("sylvester", (3, 3), sylvester)
        .doc("sylvester(A, B, C): the solution X of A*X + X*B = C.\n    sylvester(1, 2, 6)"),
];

fn mpower(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (a, b) = (args[0].take(), args[1].take());
    if !is_matrix_op(BinaryOp::MPower, &a, &b) {
        return binary_owned(BinaryOp::MPower, a, b, cx.dialect());
    }
    if !a.is_scalar() && !b.is_scalar() && cx.octave() && a.dims() == b.dims() {
        return Err(Error::msg("can't do A ^ B for A and B both matrices"));
    }
    let matrix = if a.is_scalar() { &b } else { &a };
    let d = matrix.dims();
    if d.ndims() > 2 || d.rows() != d.cols() || !(a.is_scalar() || b.is_scalar()) {
        return Err(not_square(cx));
    }
    if !is_matrix_operand(matrix) {
        return Err(undefined_operator("^", &a, &b));
    }
    cx.charge(8 * d.rows().pow(3));
    let m = Operand::read(cx, matrix)?;
    if a.is_scalar() {
        let single = m.single || a.class() == runmat_value::Class::Single;
        return scalar_to_matrix(cx, scalar(cx, &a)?, m, single);
    }
    let p = scalar(cx, &b)?;
    if m.note == runmat_value::Note::Diagonal {
        return diagonal_power(cx, &m, &b);
    }
    if p.im == 0.0 && p.re == p.re.trunc() && p.re.abs() < 1e9 {
        return integer_power(cx, m, p.re as i64);
    }
    let x = by_field!(&m.field, a => fractional_power(cx, a, p))?;
    Ok(wrap(x, m.single))
}

/// A power of a diagonal matrix: that of its elements.
fn diagonal_power(cx: &CallCx<'_>, m: &Operand, exponent: &Value) -> Result<Value> {
    let n = m.rows();
    let d = by_field!(&m.field, m => wrap(Dense::new(n, 1, m.diag()), false));
    let powers = runmat_value::ops::binary(BinaryOp::Power, &d, exponent, cx.dialect())?;
    let powers = super::operand::complex_data(&powers).unwrap_or_default();
    let x = Dense::from_fn(n, n, |r, c| if r == c { powers[r] } else { C64::default() });
    Ok(super::operand::noted(cx, wrap(x, m.single), runmat_value::Note::Diagonal))
}

fn not_square(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        return Error::msg(
            "for x^y, only square matrix arguments are permitted and one argument must be scalar.  Use .^ for elementwise power.",
        );
    }
    Error::new(
        "MATLAB:square",
        "Incorrect dimensions for raising a matrix to a power. Check that the matrix is square and the power is a scalar. To operate on each element of the matrix individually, use POWER (.^) for elementwise power.",
    )
}

fn scalar(cx: &CallCx<'_>, v: &Value) -> Result<C64> {
    let data = super::operand::complex_data(v).ok_or_else(|| wrong_class(cx, v))?;
    Ok(data[0])
}

fn integer_power(cx: &mut CallCx<'_>, m: Operand, p: i64) -> Result<Value> {
    let (diagonal, single, sparse) = (m.note == Note::Diagonal, m.single, m.sparse);
    fn run<T: Scalar>(cx: &mut CallCx<'_>, a: Dense<T>, p: i64, epsilon: f64) -> Result<Dense<T>> {
        let mut base = a;
        if p < 0 {
            let (x, rcond) = inverse(&base, elimination(cx));
            if (rcond < epsilon || rcond.is_nan()) && !base.is_empty() {
                warn_singular(cx, rcond)?;
            }
            base = x;
        }
        let mut left = p.unsigned_abs();
        let mut power: Option<Dense<T>> = None;
        while left > 0 {
            if left & 1 == 1 {
                power = Some(power.map_or_else(|| base.clone(), |x| x.times(&base)));
            }
            left >>= 1;
            if left > 0 {
                base = base.times(&base);
            }
        }
        Ok(power.unwrap_or_else(|| Dense::eye(base.rows(), base.cols())))
    }
    let epsilon = m.epsilon();
    let x = match m.field {
        Field::Real(a) => wrap(run(cx, a, p, epsilon)?, single),
        Field::Complex(a) => wrap(run(cx, a, p, epsilon)?, single),
    };
    Ok(if sparse {
        super::solve::resparse(x)
    } else if diagonal {
        noted(cx, x, Note::Diagonal)
    } else {
        x
    })
}

/// `V*diag(f(values))/V` with the eigenvectors `V`.
fn by_eigenvalues<T: Iterated>(cx: &CallCx<'_>, a: &Dense<T>, f: impl Fn(C64) -> C64) -> Result<Dense<C64>> {
    let fail = |_| no_convergence(cx);
    if a.is_hermitian() {
        let (d, v) = hermitian::eigen(a, true).map_err(fail)?;
        let v = v.unwrap_or_else(|| Dense::eye(a.rows(), a.rows())).to_complex();
        let scaled = Dense::from_fn(v.rows(), v.cols(), |r, c| v[(r, c)] * f(C64::of(d[c])));
        return Ok(scaled.times(&v.adjoint()));
    }
    let (d, v) = spectrum::eigen(a, true, true).map_err(fail)?;
    let v = v.unwrap_or_else(|| Dense::eye(a.rows(), a.rows()));
    let scaled = Dense::from_fn(v.rows(), v.cols(), |r, c| v[(r, c)] * f(d[c]));
    let lu = super::kernels::lu::Lu::new(v.transpose());
    Ok(lu.solve(&scaled.transpose()).transpose())
}

/// Whether the spectrum stays off the negative real axis: principal functions of a real matrix are real.
fn off_the_cut(values: &[C64]) -> bool {
    values.iter().all(|z| z.im != 0.0 || z.re >= 0.0)
}

/// A result known to be real for mathematical reasons loses its rounding errors in the imaginary part.
fn real_if(x: Dense<C64>, real: bool) -> Dense<C64> {
    if real { x.map(|z| C64::of(z.re)) } else { x }
}

fn power(z: C64, p: C64) -> C64 {
    if p.im == 0.0 && z.im == 0.0 && z.re >= 0.0 {
        return C64::of(z.re.powf(p.re));
    }
    runmat_value::ops::complex::pow(z, p)
}

fn fractional_power<T: Iterated>(cx: &CallCx<'_>, a: &Dense<T>, p: C64) -> Result<Dense<C64>> {
    let x = by_eigenvalues(cx, a, |z| power(z, p))?;
    if T::COMPLEX || p.im != 0.0 {
        return Ok(x);
    }
    let values = spectrum::eigen(a, false, true).map_err(|_| no_convergence(cx))?.0;
    Ok(real_if(x, off_the_cut(&values)))
}

fn scalar_to_matrix(cx: &CallCx<'_>, s: C64, m: Operand, single: bool) -> Result<Value> {
    let real = s.im == 0.0 && s.re >= 0.0 && !m.is_complex();
    let x = by_field!(&m.field, a => by_eigenvalues(cx, a, |z| power(s, z)))?;
    Ok(wrap(real_if(x, real), single))
}

fn expm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if cx.octave() && !args[0].is_numeric() {
        return Err(super::operand::not_square(cx));
    }
    let a = Operand::square(cx, &args[0])?;
    cx.charge(8 * a.rows().pow(3));
    let x = by_field!(&a.field, m => a.wrap(functions::exponential(m)));
    Ok(if a.note == Note::Diagonal { noted(cx, x, a.note) } else { x })
}

/// The triangular Schur form and the eigenvalues.
fn triangular(cx: &CallCx<'_>, a: &Operand) -> Result<Schur<C64>> {
    let upper = by_field!(&a.field, m => m.is_upper());
    if upper {
        let n = a.rows();
        return Ok(Schur { u: Dense::eye(n, n), t: a.complex() });
    }
    by_field!(&a.field, m => spectrum::schur(m).and_then(|f| spectrum::complex_form(&f)))
        .map_err(|_| no_convergence(cx))
}

fn logm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<runmat_ignition::Values> {
    let a = Operand::square(cx, &args[0])?;
    cx.charge(16 * a.rows().pow(3));
    let f = triangular(cx, &a)?;
    let values = f.t.diag();
    let singular_or_cut = values.iter().any(|z| z.im == 0.0 && z.re <= 0.0);
    if singular_or_cut && !cx.octave() {
        cx.warn(
            "MATLAB:logm:nonPosRealEig",
            "Principal matrix logarithm is not defined for A with nonpositive real eigenvalues. A non-principal matrix logarithm is returned.",
        )?;
    }
    if cx.octave() && values.iter().any(|z| z.im == 0.0 && z.re < 0.0) {
        cx.warn(
            "Octave:logm:non-principal",
            "logm: principal matrix logarithm is not defined for matrices with negative eigenvalues; computing non-principal logarithm",
        )?;
    }
    let x = functions::restore(&f, &functions::triangular_logarithm(&f.t));
    let x = real_if(x, !a.is_complex() && !singular_or_cut);
    let mut out = runmat_ignition::one(a.wrap(x));
    if cx.nargout > 1 {
        out.push(Value::Num(0.0));
    }
    Ok(out)
}

fn sqrtm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<runmat_ignition::Values> {
    let a = Operand::square(cx, &args[0])?;
    cx.charge(8 * a.rows().pow(3));
    let f = triangular(cx, &a)?;
    if f.t.diag().iter().any(|z| z.modulus() == 0.0) {
        let text = "Matrix is singular and may not have a square root.";
        let octave = "sqrtm: matrix is singular, may not have a square root";
        if cx.octave() {
            cx.warn("Octave:sqrtm:SingularMatrix", octave)?;
        } else {
            cx.warn("MATLAB:sqrtm:SingularMatrix", text)?;
        }
    }
    let real = !a.is_complex() && off_the_cut(&f.t.diag());
    let x = real_if(functions::restore(&f, &functions::triangular_root(&f.t)), real);
    let mut out = runmat_ignition::Values::new();
    if cx.nargout > 1 {
        let residual = x.times(&x).minus(&a.complex()).norm_fro() / a.complex().norm_fro();
        out.extend([a.wrap(x), a.column(vec![residual])]);
    } else {
        out.push(a.wrap(x));
    }
    Ok(out)
}

fn sylvester(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let read = |cx: &CallCx<'_>, v: &Value, name: &str| -> Result<Operand> {
        let x = Operand::read(cx, v)?;
        if name != "C" && x.rows() != x.cols() {
            return Err(if cx.octave() {
                Error::msg(format!("sylvester: {name} must be a square matrix"))
            } else {
                Error::new("MATLAB:square", "Matrix must be square.")
            });
        }
        Ok(x)
    };
    let (a, b, c) = (read(cx, &args[0], "A")?, read(cx, &args[1], "B")?, read(cx, &args[2], "C")?);
    if c.rows() != a.rows() || c.cols() != b.rows() {
        return Err(if cx.octave() {
            Error::msg("sylvester: nonconformant matrices")
        } else {
            Error::new("MATLAB:sylvester:sizeMismatch", "Matrix dimensions must agree.")
        });
    }
    cx.charge(8 * (a.rows().pow(3) + b.rows().pow(3)));
    let single = a.single || b.single || c.single;
    let real = !(a.is_complex() || b.is_complex() || c.is_complex());
    let form = |cx: &CallCx<'_>, x: &Operand| {
        by_field!(&x.field, m => spectrum::schur(m).and_then(|f| spectrum::complex_form(&f)))
            .map_err(|_| no_convergence(cx))
    };
    let x = functions::sylvester(&form(cx, &a)?, &form(cx, &b)?, &c.complex());
    Ok(wrap(real_if(x, real), single))
}
