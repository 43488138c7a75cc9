//! Incomplete factorisations: the kernels of `ilu` and `ichol`, whose options are read in the language.

use super::graph::NONE;
use crate::linalg::kernels::Scalar;
use crate::linalg::operand::{permutation, sparse_of, wrap_sparse};
use runmat_ignition::{Builtin, CallCx, Values, Work};
use runmat_value::sparse::Sparse;
use runmat_value::{C64, Error, Result, Value};

/// Kernels for the functions in the language.
pub const TABLE: &[Builtin] = &[
    Builtin::many("__ilu__", (6, 6), 3, ilu)
        .pure()
        .work(Work::Cubic)
        .doc("[L, U, P] = __ilu__(A, type, droptol, milu, thresh, udiag): the kernel of ilu."),
    Builtin::many("__ichol__", (4, 4), 1, ichol)
        .pure()
        .work(Work::Cubic)
        .doc("L = __ichol__(A, type, droptol, michol): the kernel of ichol."),
];

/// What is left out of the factors.
struct Rule {
    /// Nothing outside the pattern of the matrix.
    no_fill: bool,
    /// Elements smaller than this times the norm of their column.
    tolerance: f64,
    /// What is left out is added to the diagonal.
    compensate: bool,
    /// The diagonal element is the pivot when it is at least so much of the largest; `None`: always.
    threshold: Option<f64>,
    /// What stands for a pivot of zero.
    zero_pivot: Option<f64>,
}

fn option(args: &[Value], k: usize) -> (String, f64) {
    (args[k].as_text().unwrap_or_default(), args[k].as_f64().unwrap_or(0.0))
}

fn ilu(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let kind = option(args, 1).0;
    let milu = option(args, 3).0;
    let rule = Rule {
        no_fill: kind == "nofill",
        tolerance: option(args, 2).1,
        compensate: milu == "row" || milu == "col",
        threshold: (kind == "ilutp").then(|| option(args, 4).1),
        zero_pivot: (option(args, 5).1 != 0.0).then(|| option(args, 2).1),
    };
    let by_rows = milu == "row";
    if args[0].is_complex() {
        ilu_of::<C64>(cx, &args[0], &rule, by_rows)
    } else {
        ilu_of::<f64>(cx, &args[0], &rule, by_rows)
    }
}

fn ilu_of<T: Scalar>(cx: &mut CallCx<'_>, v: &Value, rule: &Rule, by_rows: bool) -> Result<Values> {
    let a = sparse_of::<T>(v).ok_or_else(|| Error::internal("a matrix is not sparse"))?;
    cx.charge(16 * a.nnz() + a.rows());
    let norms: Vec<f64> = (0..a.cols()).map(|c| a.column(c).1.iter().map(|x| x.square()).sum::<f64>().sqrt()).collect();
    let m = if by_rows { a.transposed(|x| *x) } else { a };
    let f = incomplete_lu(&m, rule, &norms, by_rows)?;
    cx.charge(8 * (f.lower.nnz() + f.upper.nnz()));
    if !by_rows {
        return Ok(Values::from_iter([wrap_sparse(f.lower), wrap_sparse(f.upper), permutation(cx, &f.rows)]));
    }
    // A' = L*U makes A = U'*L', with the pivots moved to the other factor.
    let pivots: Vec<T> = (0..m.cols()).map(|k| f.upper.get(k, k)).collect();
    let unit = |r: usize, x: &T| x.over(pivots[r]);
    let scaled = f.upper.iter().map(|(r, c, x)| (c, r, unit(r, x))).collect();
    let lower = Sparse::from_triplets(m.rows(), m.cols(), scaled, |x, _| x);
    let upper = f.lower.iter().map(|(r, c, x)| (c, r, *x * pivots[c])).collect();
    let upper = Sparse::from_triplets(m.rows(), m.cols(), upper, |x, _| x);
    let mut order = vec![0; f.rows.len()];
    f.rows.iter().enumerate().for_each(|(k, &r)| order[r] = k);
    Ok(Values::from_iter([wrap_sparse(lower), wrap_sparse(upper), permutation(cx, &order)]))
}

struct Factors<T> {
    lower: Sparse<T>,
    upper: Sparse<T>,
    rows: Vec<usize>,
}

/// Column by column; `norms` are those of columns, or where the matrix was turned of its rows.
fn incomplete_lu<T: Scalar>(a: &Sparse<T>, rule: &Rule, norms: &[f64], turned: bool) -> Result<Factors<T>> {
    let n = a.cols();
    let mut pivot_of = vec![NONE; n];
    let mut order = Vec::with_capacity(n);
    let mut lower: Vec<Vec<(usize, T)>> = Vec::with_capacity(n);
    let mut upper: Vec<(usize, usize, T)> = Vec::new();
    let mut work = vec![T::ZERO; n];
    let (mut mark, mut given) = (vec![NONE; n], vec![NONE; n]);
    for k in 0..n {
        let (rows, values) = a.column(k);
        let mut touched: Vec<usize> = rows.to_vec();
        let mut pending = std::collections::BTreeSet::new();
        for (&r, &x) in rows.iter().zip(values) {
            (work[r], mark[r], given[r]) = (x, k, k);
            if pivot_of[r] != NONE {
                pending.insert(pivot_of[r]);
            }
        }
        let small = |r: usize, x: T, known: bool| {
            let norm = if turned { norms[r] } else { norms[k] };
            if rule.no_fill { !known } else { x.modulus() < rule.tolerance * norm }
        };
        let mut dropped = T::ZERO;
        while let Some(p) = pending.pop_first() {
            let r = order[p];
            let x: T = work[r];
            if small(r, x, given[r] == k) {
                dropped += x;
                continue;
            }
            upper.push((p, k, x));
            for &(i, l) in &lower[p] {
                if mark[i] != k {
                    (work[i], mark[i]) = (T::ZERO, k);
                    touched.push(i);
                    if pivot_of[i] != NONE {
                        pending.insert(pivot_of[i]);
                    }
                }
                work[i] -= l * x;
            }
        }
        let row = pivot_row(rule, k, &touched, &pivot_of, &work, &mark);
        let mut below = Vec::new();
        for &r in touched.iter().filter(|&&r| pivot_of[r] == NONE && Some(r) != row) {
            if small(r, work[r], given[r] == k) {
                dropped += work[r];
            } else if work[r] != T::ZERO {
                below.push((r, work[r]));
            }
        }
        let row = row.unwrap_or_else(|| {
            if pivot_of[k] == NONE { k } else { (0..n).find(|&r| pivot_of[r] == NONE).unwrap_or(k) }
        });
        let mut pivot = if mark[row] == k { work[row] } else { T::ZERO };
        if rule.compensate {
            pivot += dropped;
        }
        if pivot == T::ZERO {
            pivot = match rule.zero_pivot {
                Some(x) => T::of(x),
                None => return Err(Error::msg("ilu: encountered a pivot equal to 0")),
            };
        }
        upper.push((k, k, pivot));
        lower.push(below.into_iter().map(|(r, x)| (r, x.over(pivot))).collect());
        pivot_of[row] = k;
        order.push(row);
    }
    let mut places: Vec<_> = (0..n).map(|k| (k, k, T::of(1.0))).collect();
    for (k, column) in lower.iter().enumerate() {
        places.extend(column.iter().map(|&(r, x)| (pivot_of[r], k, x)));
    }
    Ok(Factors {
        lower: Sparse::from_triplets(n, n, places, |x, _| x),
        upper: Sparse::from_triplets(n, n, upper, |x, _| x),
        rows: order,
    })
}

/// The row of the pivot of column `k`; `None` where there is no candidate.
fn pivot_row<T: Scalar>(
    rule: &Rule,
    k: usize,
    touched: &[usize],
    pivot_of: &[usize],
    work: &[T],
    mark: &[usize],
) -> Option<usize> {
    let Some(threshold) = rule.threshold else { return (mark[k] == k).then_some(k) };
    let candidates = touched.iter().copied().filter(|&r| pivot_of[r] == NONE && work[r] != T::ZERO);
    let best = candidates.max_by(|&p, &q| work[p].modulus().total_cmp(&work[q].modulus()).then(q.cmp(&p)))?;
    let diagonal = mark[k] == k && pivot_of[k] == NONE && work[k] != T::ZERO;
    Some(if diagonal && work[k].modulus() >= threshold * work[best].modulus() { k } else { best })
}

fn ichol(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let no_fill = option(args, 1).0 == "nofill";
    let tolerance = option(args, 2).1;
    let compensate = option(args, 3).0 == "on";
    cx.charge(args[0].dims().rows());
    let factor = if args[0].is_complex() {
        ichol_of::<C64>(&args[0], no_fill, tolerance, compensate)?
    } else {
        ichol_of::<f64>(&args[0], no_fill, tolerance, compensate)?
    };
    Ok(Values::from_iter([factor]))
}

fn ichol_of<T: Scalar>(v: &Value, no_fill: bool, tolerance: f64, compensate: bool) -> Result<Value> {
    let a = sparse_of::<T>(v).ok_or_else(|| Error::internal("a matrix is not sparse"))?.filtered(|r, c, _| r >= c);
    let n = a.cols();
    // For each row the columns of L that have an element there, with its position in the column.
    let mut in_row: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
    let mut columns: Vec<Vec<(usize, T)>> = Vec::with_capacity(n);
    let mut work = vec![T::ZERO; n];
    let (mut mark, mut given) = (vec![NONE; n], vec![NONE; n]);
    let mut extra = vec![T::ZERO; n];
    for k in 0..n {
        let (rows, values) = a.column(k);
        let mut touched = rows.to_vec();
        for (&r, &x) in rows.iter().zip(values) {
            (work[r], mark[r], given[r]) = (x, k, k);
        }
        if mark[k] != k {
            (work[k], mark[k]) = (T::ZERO, k);
            touched.push(k);
        }
        let norm: f64 = values.iter().map(|x| x.modulus()).sum();
        for &(j, from) in &in_row[k] {
            let factor = columns[j][from].1.cj();
            for &(i, l) in &columns[j][from..] {
                let change = l * factor;
                if no_fill && given[i] != k && i != k {
                    if compensate {
                        extra[k] -= change;
                        extra[i] -= change;
                    }
                    continue;
                }
                if mark[i] != k {
                    (work[i], mark[i]) = (T::ZERO, k);
                    touched.push(i);
                }
                work[i] -= change;
            }
        }
        touched.sort_unstable();
        let mut kept = Vec::with_capacity(touched.len());
        for &i in touched.iter().filter(|&&i| i > k) {
            if !no_fill && work[i].modulus() < tolerance * norm {
                if compensate {
                    extra[k] += work[i];
                    extra[i] += work[i];
                }
            } else {
                kept.push((i, work[i]));
            }
        }
        let pivot = work[k] + extra[k];
        let fail = |text: &str| Err(Error::msg(format!("ichol: {text}")));
        if pivot.im() != 0.0 {
            return fail("non-real pivot encountered.  The matrix must be Hermitian with a real diagonal");
        }
        if pivot.re() == 0.0 {
            return fail("encountered a pivot equal to 0");
        }
        if pivot.re() < 0.0 || pivot.re().is_nan() {
            return fail("negative pivot encountered");
        }
        let d = pivot.re().sqrt();
        let mut column = vec![(k, T::of(d))];
        for (i, x) in kept {
            in_row[i].push((k, column.len()));
            column.push((i, x.scale(1.0 / d)));
        }
        columns.push(column);
    }
    let places =
        columns.iter().enumerate().flat_map(|(c, column)| column.iter().map(move |&(r, x)| (r, c, x))).collect();
    Ok(wrap_sparse(Sparse::from_triplets(n, n, places, |x, _| x)))
}
