//! Orderings and symbolic analysis: `amd`, `colamd`, `symrcm`, `etree`, `dmperm`, `symbfact`, …

use super::graph::{self, NONE};
use super::{SparseElement, pattern};
use faer::sparse::linalg::{amd, colamd};
use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::ops::octave_type_name;
use runmat_value::sparse::Sparse;
use runmat_value::{Class, Error, ErrorKind, Result, Value, convert};

/// Orderings.
pub const TABLE: &[Builtin] = &[
    Builtin::one("amd", (1, 2), amd_order).doc(
        "amd(S): ordering p for which the Cholesky factor of S(p, p) has few elements.\namd(S, opts): opts has fields dense and aggressive.\n    amd(speye(3))",
    ),
    Builtin::many("symamd", (1, 2), 2, sym_amd).pure()
        .doc("symamd(S): minimum degree ordering of a symmetric matrix.\n    symamd(speye(3))"),
    Builtin::many("csymamd", (1, 3), 2, sym_amd).pure()
        .only(runmat_value::Dialect::Octave)
        .doc("csymamd(S, knobs, member): symamd with constraints: lower member numbers come first."),
    Builtin::many("colamd", (1, 2), 2, col_amd).pure().doc(
        "colamd(S): ordering p of the columns for which the factors of S(:, p) have few elements.\n    colamd(speye(3))",
    ),
    Builtin::many("ccolamd", (1, 3), 2, col_amd).pure()
        .only(runmat_value::Dialect::Octave)
        .doc("ccolamd(S, knobs, member): colamd with constraints: lower member numbers come first."),
    Builtin::one("symrcm", (1, 1), symrcm)
        .doc("symrcm(S): ordering p for which S(p, p) has its elements near the diagonal.\n    symrcm(speye(3))"),
    Builtin::one("colperm", (1, 1), colperm)
        .doc("colperm(S): the columns by number of elements.\n    colperm(sparse([1 1; 1 0]))"),
    Builtin::many("etree", (1, 2), 2, etree).pure().doc(
        "etree(S): the elimination tree: the parent of each column, 0 for roots.\netree(S, \"col\"): that of S'*S.\n[p, q] = etree(…): and a postorder.\n    etree(speye(3))",
    ),
    Builtin::many("dmperm", (1, 1), 4, dmperm).pure().doc(
        "dmperm(S): a maximum matching: for each column its row, or 0.\n[p, q, r, s] = dmperm(S): orders for which S(p, q) is block upper triangular, and where the blocks start.\n    dmperm(speye(3))",
    ),
    Builtin::one("sprank", (1, 1), sprank)
        .doc("sprank(S): the largest rank a matrix of this pattern can have.\n    sprank(speye(3))"),
    Builtin::many("symbfact", (1, 3), 5, symbfact).pure().doc(
        "count = symbfact(S): number of elements in the rows of the Cholesky factor.\n[count, h, parent, post, R] = symbfact(S, type, mode): with height of the tree, the tree, a postorder, and the pattern of the factor.\n    symbfact(speye(3))",
    ),
];

/// The pattern of a matrix argument. `reader`: which of Octave's routines complains.
fn matrix(cx: &CallCx<'_>, v: &Value, reader: &str) -> Result<Sparse<bool>> {
    let numbers = !v.is_undef() && (v.is_numeric() || v.class() == Class::Logical);
    if !numbers || !v.dims().is_matrix() {
        return Err(if cx.octave() {
            Error::msg(format!("octave_base_value::{reader}(): wrong type argument '{}'", octave_type_name(v)))
        } else {
            ErrorKind::Undefined { name: cx.name.into(), argument_class: Some(v.class_name()) }.into()
        });
    }
    Ok(pattern(v))
}

fn square(cx: &CallCx<'_>, v: &Value, reader: &str) -> Result<Sparse<bool>> {
    let s = matrix(cx, v, reader)?;
    if s.rows() != s.cols() {
        return Err(cx.fail("MATLAB:square", "S must be a square matrix"));
    }
    Ok(s)
}

/// 0-based numbers as a row of 1-based ones.
fn row(order: &[usize]) -> Value {
    Value::row(order.iter().map(|&k| if k == NONE { 0.0 } else { k as f64 + 1.0 }).collect())
}

fn amd_order(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let s = square(cx, &args[0], "matrix_value")?;
    let mut control = amd::Control::default();
    if let Some(options) = args.get(1) {
        let Value::Struct(options) = options else {
            return Err(cx.fail("MATLAB:amd:opts", "OPTS argument must be a scalar structure"));
        };
        if let Some(x) = options.field("dense").and_then(Value::as_f64) {
            control.dense = x;
        }
        if let Some(x) = options.field("aggressive").and_then(Value::as_f64) {
            control.aggressive = x != 0.0;
        }
    }
    if s.cols() == 0 {
        return Ok(Value::matrix(1, 0, Vec::new()));
    }
    cx.charge(8 * (s.nnz() + s.cols()));
    Ok(row(&graph::minimum_degree(&s, control)?))
}

/// Statistics as the COLAMD library gives them; all zero, as nothing went wrong.
fn with_statistics(order: Value, nargout: usize) -> Values {
    let mut out = one(order);
    if nargout > 1 {
        out.push(Value::row(vec![0.0; 20]));
    }
    out
}

/// Knobs as a vector, for densities.
fn knobs(args: &[Value]) -> Vec<f64> {
    args.get(1).and_then(convert::to_f64_vec).unwrap_or_default()
}

/// Orders by group first, where groups are given.
fn constrained(cx: &CallCx<'_>, order: Vec<usize>, args: &[Value]) -> Result<Vec<usize>> {
    let Some(member) = args.get(2) else { return Ok(order) };
    let groups = convert::to_f64_vec(member).unwrap_or_default();
    if groups.len() != order.len() {
        return Err(cx.fail("MATLAB:member", "CMEMBER must be of length equal to #cols A"));
    }
    let mut order = order;
    order.sort_by(|&a, &b| groups[a].total_cmp(&groups[b]));
    Ok(order)
}

fn sym_amd(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let s = square(cx, &args[0], "matrix_value")?;
    cx.charge(8 * (s.nnz() + s.cols()));
    let mut control = amd::Control::default();
    if let Some(&x) = knobs(args).first() {
        control.dense = x;
    }
    let order = if s.cols() == 0 { Vec::new() } else { graph::minimum_degree(&s, control)? };
    Ok(with_statistics(row(&constrained(cx, order, args)?), cx.nargout))
}

fn col_amd(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let s = matrix(cx, &args[0], "matrix_value")?;
    cx.charge(8 * (s.nnz() + s.cols()));
    let mut control = colamd::Control::default();
    let dense = knobs(args);
    if let Some(&x) = dense.first() {
        control.dense_row = x;
    }
    if let Some(&x) = dense.get(1) {
        control.dense_col = x;
    }
    let order = if s.cols() == 0 { Vec::new() } else { graph::column_minimum_degree(&s, control)? };
    Ok(with_statistics(row(&constrained(cx, order, args)?), cx.nargout))
}

fn symrcm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let s = square(cx, &args[0], "sparse_complex_matrix_value")?;
    cx.charge(8 * (s.nnz() + s.cols()));
    Ok(row(&graph::reverse_cuthill_mckee(&s)))
}

fn colperm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let s = matrix(cx, &args[0], "matrix_value")?;
    let mut order: Vec<usize> = (0..s.cols()).collect();
    order.sort_by_key(|&c| s.column(c).0.len());
    Ok(row(&order))
}

fn etree(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let s = matrix(cx, &args[0], "sparse_matrix_value")?;
    let columns = match args.get(1) {
        Some(v) => {
            let kind = v.as_text().ok_or_else(|| cx.fail("MATLAB:etree", "TYP must be a string"))?;
            kind.to_lowercase().starts_with('c')
        }
        None => false,
    };
    if !columns && s.rows() != s.cols() {
        return Err(cx.fail("MATLAB:square", "S is marked as symmetric, but is not square"));
    }
    cx.charge(4 * (s.nnz() + s.cols()));
    let parent = graph::elimination_tree(&s, columns);
    let mut out = one(row(&parent));
    if cx.nargout > 1 {
        out.push(row(&graph::postorder(&parent)));
    }
    Ok(out)
}

fn dmperm(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let s = matrix(cx, &args[0], "sparse_matrix_value")?;
    cx.charge(8 * (s.nnz() + s.cols()));
    if cx.nargout < 2 {
        return Ok(one(row(&graph::matching(&s).1)));
    }
    let b = graph::block_triangular(&s);
    Ok(Values::from_iter([row(&b.rows), row(&b.cols), row(&b.row_start), row(&b.col_start)]))
}

fn sprank(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let s = matrix(cx, &args[0], "sparse_matrix_value")?;
    cx.charge(8 * (s.nnz() + s.cols()));
    Ok(Value::from(graph::matching(&s).1.iter().filter(|&&r| r != NONE).count()))
}

/// The text of an option.
fn option(cx: &CallCx<'_>, v: &Value, what: &str) -> Result<String> {
    v.as_text().ok_or_else(|| cx.fail("MATLAB:symbfact:option", &format!("{what} must be a string")))
}

fn symbfact(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let numbers = args[0].is_numeric() || args[0].class() == Class::Logical;
    if !numbers {
        let name = octave_type_name(&args[0]);
        return Err(cx.fail("MATLAB:symbfact:class", &format!("wrong type argument '{name}'")));
    }
    let s = matrix(cx, &args[0], "sparse_matrix_value")?;
    let kind = args.get(1).map_or(Ok("sym".into()), |v| option(cx, v, "TYP"))?;
    let lower = match args.get(2) {
        Some(v) => match option(cx, v, "MODE")?.to_lowercase() {
            m if m.starts_with('l') => true,
            m => return Err(cx.fail("MATLAB:symbfact:option", &format!("unrecognized MODE \"{m}\""))),
        },
        None => false,
    };
    let s = match kind.to_lowercase().as_str() {
        "sym" => s,
        "col" => product_pattern(&s),
        "row" => product_pattern(&s.transposed(|x| *x)),
        "lo" => s.transposed(|x| *x),
        other => return Err(cx.fail("MATLAB:symbfact:option", &format!("unrecognized TYP \"{other}\""))),
    };
    if s.rows() != s.cols() {
        return Err(cx.fail("MATLAB:square", "S must be a square matrix"));
    }
    cx.charge(8 * (s.nnz() + s.cols()));
    let parent = graph::elimination_tree(&s, false);
    let rows = graph::factor_rows(&s, &parent);
    let n = s.cols();
    let mut count = vec![1.0; n];
    rows.iter().flatten().for_each(|&c| count[c] += 1.0);
    let mut out = one(Value::col(count));
    if cx.nargout > 1 {
        let mut depth = vec![1usize; n];
        (0..n).rev().filter(|&v| parent[v] != NONE).for_each(|v| depth[v] = depth[parent[v]] + 1);
        out.push(Value::from(depth.iter().copied().max().unwrap_or(0)));
        let column = |list: &[usize]| Value::col(list.iter().map(|&k| k.wrapping_add(1) as f64).collect());
        out.push(column(&parent));
        out.push(column(&graph::postorder(&parent)));
    }
    if cx.nargout > 4 {
        let mut places: Vec<_> = (0..n).map(|k| (k, k, true)).collect();
        places.extend(rows.iter().enumerate().flat_map(|(r, cols)| cols.iter().map(move |&c| (c, r, true))));
        let upper = Sparse::from_triplets(n, n, places, |a, _| a);
        out.push(bool::wrap(if lower { upper.transposed(|x| *x) } else { upper }));
    }
    Ok(out)
}

/// The pattern of `A'*A`.
fn product_pattern(s: &Sparse<bool>) -> Sparse<bool> {
    let t = s.transposed(|x| *x);
    let mut places = Vec::new();
    let mut mark = vec![NONE; s.cols()];
    for c in 0..s.cols() {
        for &r in s.column(c).0 {
            for &other in t.column(r).0 {
                if mark[other] != c {
                    mark[other] = c;
                    places.push((other, c, true));
                }
            }
        }
    }
    Sparse::from_triplets(s.cols(), s.cols(), places, |a, _| a)
}
