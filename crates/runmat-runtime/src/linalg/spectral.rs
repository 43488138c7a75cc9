//! Spectra: `eig`, `schur`, `hess`, `balance`.

use super::kernels::hessenberg::{balance as balance_matrix, reduce};
use super::kernels::spectrum::{self, Iterated};
use super::kernels::svd::NoConvergence;
use super::kernels::{
    Dense, Scalar, cholesky, hermitian,
    lu::{Elimination, Lu},
    norms::norm2,
};
use super::measures::no_convergence;
use super::operand::{Field, Operand, Pair, by_field, wrap, wrap_diagonal, wrong_class};
use super::solve::inverse;
use crate::offload;
use runmat_ignition::{Builtin, CallCx, Outcome, Values, Work};
use runmat_value::{C64, Class, Error, Result, Value};

/// Spectra.
pub const TABLE: &[Builtin] = &[
    Builtin::steps("eig", (1, 4), 3, eig, offload::resume).doc(
        "e = eig(A): eigenvalues; those of symmetric matrices ascend.\n[V, D, W] = eig(A): A*V = V*D, left eigenvectors W.\neig(A, B): generalized: A*V = B*V*D.\neig(…, \"vector\"), eig(…, \"matrix\"): form of the eigenvalues; \"nobalance\" skips balancing.\n    eig([2 1; 1 2])",
    ),
    Builtin::many("schur", (1, 2), 2, schur).pure().work(Work::Cubic).doc(
        "[U, S] = schur(A): A = U*S*U', S triangular with blocks of two for complex pairs.\nschur(A, \"complex\"): S triangular.\n    [U, S] = schur([1 2; 3 4])",
    ),
    Builtin::many("rsf2csf", (2, 2), 2, rsf2csf).pure().work(Work::Cubic)
        .doc("[U, T] = rsf2csf(U, T): turns a real Schur form into a triangular one."),
    Builtin::many("hess", (1, 1), 2, hess).pure().work(Work::Cubic)
        .doc("[P, H] = hess(A): A = P*H*P', H zero below the first subdiagonal.\n    hess([1 2 3; 4 5 6; 7 8 9])"),
    Builtin::many("balance", (1, 3), 3, balance).pure().work(Work::Cubic).doc(
        "[T, B] = balance(A): B = T\\A*T has rows and columns of nearly equal norm.\nbalance(A, \"noperm\"): without exchanges.\n    balance([1 100; 0.01 1])",
    ),
];

/// What the options of `eig` say.
#[derive(Debug, Clone, Copy)]
struct Options {
    matrix: Option<bool>,
    balanced: bool,
    definite: bool,
}

fn eig(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let is_text = |v: &Value| v.as_text().is_some() && v.as_f64().is_none_or(|_| v.is_char());
    let matrices = args.iter().skip(1).position(is_text).map_or(args.len(), |k| k + 1);
    if is_text(&args[0]) {
        return Err(wrong_class(cx, &args[0]));
    }
    let mut options = Options { matrix: None, balanced: true, definite: true };
    check_options(cx, args, matrices)?;
    for v in &args[matrices..] {
        match v.as_text().unwrap_or_default().to_lowercase().as_str() {
            "vector" => options.matrix = Some(false),
            "matrix" => options.matrix = Some(true),
            "nobalance" => options.balanced = false,
            "balance" => options.balanced = true,
            "chol" => options.definite = true,
            "qz" => options.definite = false,
            other => {
                return Err(if cx.octave() {
                    Error::msg(format!("eig: invalid option \"{other}\""))
                } else {
                    Error::new("MATLAB:eig:unknownOption", "Unknown option.")
                });
            }
        }
    }
    let a = Operand::square(cx, &args[0])?;
    let work = a.rows().pow(3);
    let finite = |o: &Operand| by_field!(&o.field, m => m.is_finite());
    let b = if matrices > 1 { Some(Operand::read(cx, &args[1])?) } else { None };
    if let Some(b) = &b
        && (b.rows() != b.cols() || b.rows() != a.rows())
    {
        return Err(if cx.octave() && b.rows() != b.cols() {
            Error::msg("eig: B must be a square matrix")
        } else if cx.octave() {
            Error::msg("nonconformant matrices")
        } else {
            Error::new("MATLAB:eig:sizeMismatch", "Matrix dimensions must agree.")
        });
    }
    if !finite(&a) || b.as_ref().is_some_and(|b| !finite(b)) {
        return Err(if cx.octave() {
            Error::msg("EIG: matrix contains Inf or NaN values")
        } else {
            Error::new("MATLAB:eig:matrixWithNaNInf", "Input matrix contains NaN or Inf.")
        });
    }
    let single = a.single || b.as_ref().is_some_and(|b| b.single);
    let nargout = cx.nargout;
    offload::run(cx, 10 * work, 4 * work, move || {
        let found = match b {
            None => by_field!(&a.field, m => ordinary(nargout, m, options)),
            Some(b) => match Field::common(a.field, b.field) {
                Pair::Real(a, b) => generalized(nargout, &a, &b, options),
                Pair::Complex(a, b) => generalized(nargout, &a, &b, options),
            },
        };
        Box::new(move |cx| {
            let found = found.map_err(|_| no_convergence(cx))?;
            Ok(answer(cx, found, options, single))
        })
    })
}

/// Options that contradict one another or do not go with the number of matrices, as Octave words them.
fn check_options(cx: &CallCx<'_>, args: &[Value], matrices: usize) -> Result<()> {
    if !cx.octave() {
        return Ok(());
    }
    if let Some(v) = args[..matrices].iter().find(|v| matches!(v.class(), Class::Logical)) {
        return Err(wrong_class(cx, v));
    }
    if let Some(v) = args[matrices..].iter().chain(args[..matrices].get(2)).find(|v| !v.is_char()) {
        return Err(wrong_class(cx, v));
    }
    let words: Vec<String> = args[matrices..].iter().map(|v| v.as_text().unwrap_or_default().to_lowercase()).collect();
    let given = |w: &str| words.iter().any(|x| x == w);
    for (a, b) in [("balance", "nobalance"), ("vector", "matrix")] {
        if given(a) && given(b) {
            return Err(Error::msg(format!("eig: \"{a}\" and \"{b}\" options are mutually exclusive")));
        }
    }
    if matrices == 1
        && let Some(word) = words.iter().find(|w| matches!(w.as_str(), "chol" | "qz"))
    {
        return Err(Error::msg(format!("eig: invalid \"{word}\" option for algebraic eigenvalue problem")));
    }
    Ok(())
}

/// Eigenvalues, right and left eigenvectors.
struct Spectrum {
    values: Vec<C64>,
    right: Option<Dense<C64>>,
    left: Option<Dense<C64>>,
}

fn answer(cx: &CallCx<'_>, s: Spectrum, options: Options, single: bool) -> Values {
    let n = s.values.len();
    let matrix = options.matrix.unwrap_or(cx.nargout > 1);
    let values = if matrix {
        wrap_diagonal(cx, Dense::diagonal(n, n, &s.values), single)
    } else {
        wrap(Dense::new(n, n.min(1), s.values), single)
    };
    let mut out = Values::new();
    if cx.nargout < 2 {
        out.push(values);
        return out;
    }
    out.push(wrap(s.right.unwrap_or_else(|| Dense::zeros(n, n)), single));
    out.push(values);
    if let Some(left) = s.left {
        out.push(wrap(left, single));
    }
    out
}

fn ordinary<T: Iterated>(nargout: usize, a: &Dense<T>, options: Options) -> Result<Spectrum, NoConvergence> {
    let vectors = nargout > 1;
    if a.is_hermitian() {
        let (d, v) = hermitian::eigen(a, vectors)?;
        let right = v.map(|v| v.to_complex());
        let left = right.clone().filter(|_| nargout > 2);
        return Ok(Spectrum { values: d.into_iter().map(C64::of).collect(), right, left });
    }
    let (values, right) = spectrum::eigen(a, vectors, options.balanced)?;
    let left = right.as_ref().filter(|_| nargout > 2).map(left_vectors);
    Ok(Spectrum { values, right, left })
}

/// Left eigenvectors of length 1, from the right ones.
fn left_vectors(right: &Dense<C64>) -> Dense<C64> {
    let mut w = inverse(right, Elimination::default()).0.adjoint();
    for k in 0..w.cols() {
        let size = norm2(w.col(k));
        w.col_mut(k).iter_mut().for_each(|z| *z /= size);
    }
    w
}

fn generalized<T: Iterated>(
    nargout: usize,
    a: &Dense<T>,
    b: &Dense<T>,
    options: Options,
) -> Result<Spectrum, NoConvergence> {
    if options.definite
        && a.is_hermitian()
        && b.is_hermitian()
        && let Ok(r) = cholesky::factor(b)
    {
        return definite(nargout, a, &r);
    }
    let n = a.rows();
    let (mut values, mut right) = (Vec::new(), Dense::zeros(n, n));
    let (divided, rcond) = if n > 0 { inverse(b, Elimination::default()) } else { (b.clone(), 0.0) };
    if rcond > 1e-6 {
        let f = spectrum::eigen(&divided.times(a), true, options.balanced)?;
        (values, right) = (f.0, f.1.unwrap_or(right));
    } else if n > 0 {
        // The work space that the library counts for real pairs is too small, so the pair is a complex one.
        let f = a.to_complex().view().generalized_eigen(b.to_complex().view()).map_err(|_| NoConvergence)?;
        let (alpha, beta) = (f.S_a().column_vector(), f.S_b().column_vector());
        values = (0..n).map(|k| quotient(alpha[k], beta[k])).collect();
        right = Dense::from_faer(f.U());
    }
    for k in 0..n {
        let size = right.col(k).iter().map(|z| z.abs1()).fold(0.0, f64::max);
        if size > 0.0 {
            right.col_mut(k).iter_mut().for_each(|z| *z /= size);
        }
    }
    let left = (nargout > 2).then(|| left_vectors(&b.to_complex().times(&right)));
    Ok(Spectrum { values, right: Some(right), left })
}

fn quotient(alpha: C64, beta: C64) -> C64 {
    if beta == C64::ZERO { C64::new(alpha.re / 0.0, 0.0) } else { alpha.over(beta) }
}

/// A Hermitian, B = R'*R positive definite.
fn definite<T: Iterated>(nargout: usize, a: &Dense<T>, r: &Dense<T>) -> Result<Spectrum, NoConvergence> {
    let inverse = Lu::new(r.clone()).solve(&Dense::eye(r.rows(), r.rows()));
    let reduced = inverse.adjoint().times(a).times(&inverse);
    let (d, v) = hermitian::eigen(&reduced, nargout > 1)?;
    let right = v.map(|v| inverse.times(&v).to_complex());
    let left = right.clone().filter(|_| nargout > 2);
    Ok(Spectrum { values: d.into_iter().map(C64::of).collect(), right, left })
}

fn schur(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let a = Operand::square(cx, &args[0])?;
    let option = args.get(1).and_then(Value::as_text).unwrap_or_default().to_lowercase();
    cx.charge(4 * a.rows().pow(3));
    let (u, s) = if option.starts_with("comp") {
        let f = by_field!(&a.field, m => spectrum::schur(m).and_then(|f| spectrum::complex_form(&f)));
        let f = f.map_err(|_| no_convergence(cx))?;
        (a.wrap(f.u), a.wrap(f.t))
    } else {
        by_field!(&a.field, m => {
            let f = spectrum::schur(m).map_err(|_| no_convergence(cx))?;
            (a.wrap(f.u), a.wrap(f.t))
        })
    };
    Ok(if cx.nargout < 2 { runmat_ignition::one(s) } else { Values::from_iter([u, s]) })
}

fn rsf2csf(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (u, t) = (Operand::square(cx, &args[0])?, Operand::square(cx, &args[1])?);
    let single = u.single || t.single;
    let f = spectrum::Schur { u: u.complex(), t: t.complex() };
    let f = spectrum::complex_form(&f).map_err(|_| no_convergence(cx))?;
    Ok(Values::from_iter([wrap(f.u, single), wrap(f.t, single)]))
}

fn hess(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let a = Operand::square(cx, &args[0])?;
    cx.charge(2 * a.rows().pow(3));
    let last = a.rows().saturating_sub(1);
    let (p, h) = by_field!(&a.field, m => {
        let (p, h) = reduce(m.clone(), 0, last);
        (a.wrap(p), a.wrap(h))
    });
    Ok(if cx.nargout < 2 { runmat_ignition::one(h) } else { Values::from_iter([p, h]) })
}

fn balance(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let a = Operand::square(cx, &args[0])?;
    let option = args.get(1).and_then(Value::as_text).unwrap_or_default().to_lowercase();
    let (permute, scale) = (!matches!(&*option, "noperm" | "s"), !matches!(&*option, "noscal" | "p"));
    by_field!(&a.field, m => {
        let mut work = m.clone();
        let b = balance_matrix(&mut work, permute, scale);
        let n = work.rows();
        let balanced = a.wrap(work);
        if cx.nargout < 2 {
            return Ok(runmat_ignition::one(balanced));
        }
        let mut order = Dense::from_fn(n, 1, |r, _| r as f64);
        let mut only = b.clone();
        let mut scales = vec![1.0; n];
        if n > 0 {
            for k in b.low..=b.high {
                scales[k] = b.scale[k];
                only.scale[k] = 1.0;
            }
        }
        only.undo(&mut order);
        if cx.nargout > 2 {
            let order: Vec<f64> = order.data().iter().map(|x| x + 1.0).collect();
            return Ok(Values::from_iter([a.column(scales), a.column(order), balanced]));
        }
        let mut t = Dense::<f64>::eye(n, n);
        b.undo(&mut t);
        Ok(Values::from_iter([a.wrap(t), balanced]))
    })
}
