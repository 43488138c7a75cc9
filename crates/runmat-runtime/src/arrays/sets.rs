//! Sets: `unique`, `ismember`, `union`, `intersect`, `setdiff`, `setxor`.
//!
//! All are built on one thing: the elements (or rows) in order, cut into groups of equal ones.

use super::sort::keys;
use super::sort::rows::{Columns, take_rows};
use super::support::{gather, is_plain, option_text};
use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::parallel::{self, Cost};
use runmat_value::{Class, Dims, Error, NdArray, Result, Value, concat, convert};
use std::cmp::Ordering;

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("unique", (1, 5), 3, unique)
        .pure()
        .doc("[u, i, j] = unique(x, 'rows', 'stable'): the distinct elements; u = x(i), x = u(j).\n  unique([3 1 3])"),
    Builtin::many("ismember", (2, 4), 2, ismember)
        .pure()
        .doc("[tf, k] = ismember(a, s, 'rows'): whether elements of a are in s, and where.\n  ismember(2, [1 2 3])"),
    Builtin::many("union", (2, 5), 3, |cx, a| combine(cx, a, Kind::Union))
        .pure()
        .doc("union(a, b): elements of a or b.\n  union([1 2], [2 3])"),
    Builtin::many("intersect", (2, 5), 3, |cx, a| combine(cx, a, Kind::Intersect))
        .pure()
        .doc("intersect(a, b): elements of both.\n  intersect([1 2], [2 3])"),
    Builtin::many("setdiff", (2, 5), 2, |cx, a| combine(cx, a, Kind::Difference))
        .pure()
        .doc("setdiff(a, b): elements of a that are not in b.\n  setdiff([1 2], [2 3])"),
    Builtin::many("setxor", (2, 5), 3, |cx, a| combine(cx, a, Kind::Exclusive))
        .pure()
        .doc("setxor(a, b): elements of a or b but not both.\n  setxor([1 2], [2 3])"),
];

#[derive(Default)]
struct Options {
    rows: bool,
    stable: bool,
    legacy: bool,
    last: bool,
}

fn options(cx: &CallCx<'_>, args: &[Value]) -> Result<Options> {
    let mut o = Options::default();
    let texts: Vec<String> = args.iter().map(|a| option_text(a).unwrap_or_default()).collect();
    for t in &texts {
        match t.as_str() {
            "rows" => o.rows = true,
            "stable" => o.stable = true,
            "sorted" => o.stable = false,
            "legacy" => o.legacy = true,
            "first" => o.last = false,
            "last" => o.last = true,
            _ if cx.octave() => return Err(Error::msg(format!("{}: invalid option", cx.name))),
            _ => {
                return Err(Error::new(
                    &format!("MATLAB:{}:UnknownFlag", cx.name.to_uppercase()),
                    "Unrecognized option.",
                ));
            }
        }
    }
    let given = |names: &[&str]| texts.iter().filter(|t| names.contains(&t.as_str())).count();
    if given(&["stable", "sorted", "legacy"]) > 1 {
        let message = "only one of \"sorted\", \"stable\", or \"legacy\" may be specified";
        return Err(cx.fail("MATLAB:setMembership:SetOrderConflict", message));
    }
    if given(&["first", "last"]) > 1 {
        return Err(cx.fail("MATLAB:UNIQUE:FirstLast", "cannot specify both \"first\" and \"last\""));
    }
    if cx.name == "ismember" && given(&["stable", "sorted"]) > 0 {
        return Err(cx.fail("MATLAB:ISMEMBER:UnknownFlag", "\"stable\" or \"sorted\" are not valid options"));
    }
    Ok(o)
}

/// Things to compare: elements of an array, or rows of a matrix.
struct Items {
    columns: Columns,
    count: usize,
    width: usize,
    float: bool,
}

impl Items {
    fn of(v: &Value, by_rows: bool) -> Option<Items> {
        let columns = Columns::of(v)?;
        let dims = v.dims();
        let (count, width) = if by_rows { (dims.rows(), dims.cols()) } else { (dims.numel(), 1) };
        Some(Items { columns, count, width, float: v.class().is_float() })
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        (0..self.width)
            .map(|c| self.columns.compare(a + self.count * c, b + self.count * c))
            .find(|o| *o != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    }

    /// Equals nothing, itself included.
    fn is_nan(&self, a: usize) -> bool {
        (0..self.width).any(|c| self.columns.is_nan(a + self.count * c, self.float))
    }

    fn equal(&self, a: usize, b: usize) -> bool {
        self.compare(a, b) == Ordering::Equal && !self.is_nan(a)
    }

    fn groups(self) -> Groups {
        let n = self.count;
        match self.columns {
            Columns::Keys(k) if self.width == 1 => {
                let (sorted, order) = keys::sort(k, true);
                let fresh = |p: usize| p == 0 || sorted[p] != sorted[p - 1] || (self.float && sorted[p] == u64::MAX);
                let starts = (0..n).filter(|&p| fresh(p)).collect();
                Groups { order, starts }
            }
            _ => {
                let mut order: Vec<u32> = (0..n as u32).collect();
                order.sort_by(|&a, &b| self.compare(a as usize, b as usize));
                let fresh = |p: usize| p == 0 || !self.equal(order[p - 1] as usize, order[p] as usize);
                let starts = (0..n).filter(|&p| fresh(p)).collect();
                Groups { order, starts }
            }
        }
    }
}

/// Whole numbers of a narrow span, and the last place where each occurs, counted from 1; 0: nowhere.
struct Whole {
    least: f64,
    last: Vec<u32>,
}

impl Whole {
    /// Of these numbers, if they are whole and the span is at most `span` wide. Negative zeros count as not whole.
    fn of(x: &[f64], span: usize) -> Option<Whole> {
        let whole = |v: f64| ((v as i64) as f64).to_bits() == v.to_bits();
        if x.is_empty() || x.len() >= u32::MAX as usize || !parallel::all(x, whole) {
            return None;
        }
        let least = x.iter().fold(f64::INFINITY, |a, &b| if b < a { b } else { a });
        let most = x.iter().fold(f64::NEG_INFINITY, |a, &b| if b > a { b } else { a });
        if most - least >= span.max(1 << 16) as f64 {
            return None;
        }
        let mut last = vec![0; (most - least) as usize + 1];
        x.iter().zip(1..).for_each(|(&v, k)| last[(v - least) as usize] = k);
        Some(Whole { least, last })
    }

    /// The numbers that occur, ascending.
    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.last.iter().zip(0..).filter(|p| *p.0 > 0).map(|(_, k)| self.least + k as f64)
    }

    /// The last place of a number, counted from 1.
    #[inline]
    fn place(&self, v: f64) -> u32 {
        let at = v - self.least;
        let k = at as usize;
        if at >= 0.0 && k as f64 == at { self.last.get(k).copied().unwrap_or(0) } else { 0 }
    }
}

/// Item numbers in order, equal ones together and among themselves ascending.
struct Groups {
    order: Vec<u32>,
    /// Where in `order` each group begins.
    starts: Vec<usize>,
}

impl Groups {
    fn len(&self) -> usize {
        self.starts.len()
    }

    /// The items of group `g`.
    fn members(&self, g: usize) -> &[u32] {
        let end = self.starts.get(g + 1).copied().unwrap_or(self.order.len());
        &self.order[self.starts[g]..end]
    }

    fn first(&self, g: usize) -> usize {
        self.members(g)[0] as usize
    }

    fn last(&self, g: usize) -> usize {
        *self.members(g).last().expect("groups have members") as usize
    }

    /// The groups that satisfy `keep`, in order or by first appearance.
    fn chosen(&self, stable: bool, keep: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut list: Vec<usize> = (0..self.len()).filter(|&g| keep(g)).collect();
        if stable {
            list.sort_by_key(|&g| self.first(g));
        }
        list
    }
}

/// Numbers + 1 as a column, or (legacy) a row.
fn index_list(list: impl Iterator<Item = usize>, row: bool) -> Value {
    let data: Vec<f64> = list.map(|k| (k + 1) as f64).collect();
    NdArray::new(if row { Dims::row(data.len()) } else { Dims::col(data.len()) }, data).into()
}

fn check(cx: &CallCx<'_>, v: &Value) -> Result<()> {
    let texts = match v {
        Value::Cell(c) => c.data().iter().all(|x| x.is_char()),
        Value::Strings(_) => true,
        v => is_plain(v),
    };
    if texts {
        return Ok(());
    }
    Err(match (cx.octave(), cx.name) {
        (true, "unique") => Error::msg("unique: X must be an array or cell array of strings"),
        (true, name) => Error::msg(format!("{name}: A and B must be arrays or cell arrays of strings")),
        (false, _) if matches!(v, Value::Cell(_)) => Error::new(
            &format!("MATLAB:{}:InputClass", cx.name.to_uppercase()),
            "Cell array input must be a cell array of character vectors.",
        ),
        (false, _) => super::support::wrong_type(cx, v),
    })
}

fn unique(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let v = &args[0];
    check(cx, v)?;
    let o = options(cx, &args[1..])?;
    let dims = v.dims();
    cx.charge(v.numel() * 4);
    if dims.is_empty() && !(o.rows && dims.is_matrix() && !matches!(v, Value::Cell(_))) {
        return Ok(unique_empty(cx, v));
    }
    let rows = o.rows && !matches!(v, Value::Cell(_));
    if let (Value::F64(a), false, true) = (v, rows || o.stable, cx.nargout <= 1)
        && let Some(present) = Whole::of(a.data(), 4 * a.len())
    {
        let out: Vec<f64> = present.numbers().collect();
        return Ok(runmat_ignition::one(if dims.is_row() { Value::row(out) } else { Value::col(out) }));
    }
    if rows && !dims.is_matrix() {
        return Err(cx.fail("MATLAB:UNIQUE:ANotAMatrix", "'rows' applies only to 2-D matrices"));
    }
    let groups = Items::of(v, rows).ok_or_else(|| super::support::wrong_type(cx, v))?.groups();
    let list = groups.chosen(o.stable, |_| true);
    let last = o.last || (o.legacy && !o.stable);
    let picked: Vec<usize> = list.iter().map(|&g| if last { groups.last(g) } else { groups.first(g) }).collect();
    let as_row = dims.is_row() && !rows;
    let v = if v.is_sparse() && !rows { &convert::to_dense(v) } else { v };
    let result = if rows {
        take_rows(v, &picked)
    } else {
        gather(v, if as_row { Dims::row(picked.len()) } else { Dims::col(picked.len()) }, &picked)
    };
    let mut out = Values::new();
    out.push(super::support::keep_quotes(v, result));
    let index_row = o.legacy && as_row;
    if cx.nargout > 1 {
        out.push(index_list(picked.into_iter(), index_row));
    }
    if cx.nargout > 2 {
        let mut j = vec![0; groups.order.len()];
        for (k, &g) in list.iter().enumerate() {
            groups.members(g).iter().for_each(|&m| j[m as usize] = k);
        }
        out.push(index_list(j.into_iter(), index_row));
    }
    Ok(out)
}

fn unique_empty(cx: &CallCx<'_>, v: &Value) -> Values {
    let dims = v.dims();
    let size = match () {
        _ if dims.is_zero_by_zero() => Dims::empty(),
        _ if !cx.octave() && dims.is_row() => Dims::new(1, 0),
        _ => Dims::new(0, 1),
    };
    let none: Value =
        if cx.octave() { Value::empty() } else { NdArray::<f64>::new(Dims::new(0, 1), Vec::new()).into() };
    Values::from_iter([gather(v, size, &[]), none.clone(), none])
}

/// Both operands in one class of element: texts as cells, or numbers.
fn matched(cx: &CallCx<'_>, a: &Value, b: &Value) -> Result<(Value, Value)> {
    check(cx, a)?;
    check(cx, b)?;
    let listed = |v: &Value| matches!(v, Value::Cell(_) | Value::Strings(_));
    let as_cell = |v: &Value| match v {
        v if v.is_char() => Ok(Value::cell_row(vec![v.clone()])),
        v if v.is_empty() => Ok(NdArray::<Value>::empty().into()),
        _ if cx.octave() && cx.name != "ismember" => {
            Err(Error::msg(format!("{}: cell array of strings cannot be combined with a nonstring value", cx.name)))
        }
        _ => Err(Error::msg(format!("{}: A and B must be arrays or cell arrays of strings", cx.name))),
    };
    let strings = |v: &Value| match v {
        v if v.is_char() => Value::string(&v.as_text().unwrap_or_default()),
        Value::Cell(c) => {
            let texts = c.data().iter().map(|t| runmat_value::Text(t.as_text().map(Into::into))).collect();
            NdArray::new(c.dims().clone(), texts).into()
        }
        v => v.clone(),
    };
    let text = |v: &Value| listed(v) || v.is_char();
    if text(a) && text(b) && (matches!(a, Value::Strings(_)) || matches!(b, Value::Strings(_))) {
        return Ok((strings(a), strings(b)));
    }
    Ok(match (listed(a), listed(b)) {
        (true, false) => (a.clone(), as_cell(b)?),
        (false, true) => (as_cell(a)?, b.clone()),
        _ => (a.clone(), b.clone()),
    })
}

fn ismember(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let Options { rows, legacy, .. } = options(cx, &args[2..])?;
    let last = legacy || cx.octave();
    let (a, b) = matched(cx, &args[0], &args[1])?;
    let rows = rows && !matches!(a, Value::Cell(_));
    cx.charge((a.numel() + b.numel()) * 4);
    let single_text = args[0].is_char() && !b.is_char() && !is_plain(&b);
    let dims = match () {
        _ if rows => Dims::col(args[0].dims().rows()),
        _ if single_text => Dims::scalar(),
        _ => args[0].dims(),
    };
    if rows && a.dims().cols() != b.dims().cols() && !a.is_empty() && !b.is_empty() {
        return Err(cx.fail("MATLAB:ISMEMBER:AandBColnumAgree", "number of columns in A and B must match"));
    }
    if let (Value::F64(x), Value::F64(y), false, true) = (&a, &b, rows, cx.octave())
        && let Some(whole) = Whole::of(y.data(), 4 * (x.len() + y.len()))
    {
        let found = parallel::map(x.data(), Cost::Cheap, |v| whole.place(v));
        let tf = NdArray::new(dims.clone(), parallel::map(&found, Cost::Cheap, |k| k > 0));
        let mut out = runmat_ignition::one(tf);
        if cx.nargout > 1 {
            out.push(NdArray::new(dims, parallel::map(&found, Cost::Cheap, f64::from)).into());
        }
        return Ok(out);
    }
    let found = match (convert_keys(&a), convert_keys(&b)) {
        (Some(x), Some(y)) if !rows => find_keys(x, y, last),
        _ => find_items(cx, &a, &b, rows, last)?,
    };
    let tf: Value = NdArray::new(dims.clone(), found.iter().map(|f| f.is_some()).collect()).into();
    let mut out = runmat_ignition::one(tf);
    if cx.nargout > 1 {
        out.push(NdArray::new(dims, found.iter().map(|f| f.map_or(0.0, |k| k as f64 + 1.0)).collect()).into());
    }
    Ok(out)
}

/// Keys comparable between any real classes: those of doubles. 64-bit integers are left to the slow way.
fn convert_keys(v: &Value) -> Option<Vec<u64>> {
    if matches!(v.class(), Class::Int64 | Class::Uint64) || !is_plain(v) || v.is_complex() {
        return None;
    }
    let data = convert::real_f64(v);
    match (v, data) {
        (Value::Range(r), _) => Some((0..r.len()).map(|k| keys::merged(r.get(k))).collect()),
        (_, Some(x)) => Some(x.iter().map(|&x| keys::merged(x)).collect()),
        _ => None,
    }
}

fn find_keys(x: Vec<u64>, y: Vec<u64>, last: bool) -> Vec<Option<u32>> {
    let n = x.len();
    let (sorted_y, from_y) = keys::sort(y, true);
    // The place after the entries that come before the one looked for; with `last` after the latter too.
    let before = |s: u64, key: u64| if last { s <= key } else { s < key };
    let hit = |p: usize, key: u64| {
        let p = if last { p.checked_sub(1)? } else { p };
        (sorted_y.get(p) == Some(&key) && key != u64::MAX).then(|| from_y[p])
    };
    if n * 8 < sorted_y.len() || sorted_y.len() < 4096 {
        return x.iter().map(|&key| hit(sorted_y.partition_point(|&s| before(s, key)), key)).collect();
    }
    let (sorted_x, from_x) = keys::sort(x, true);
    let mut out = vec![None; n];
    let mut p = 0;
    for (&key, &f) in sorted_x.iter().zip(&from_x) {
        while p < sorted_y.len() && before(sorted_y[p], key) {
            p += 1;
        }
        out[f as usize] = hit(p, key);
    }
    out
}

fn find_items(cx: &CallCx<'_>, a: &Value, b: &Value, rows: bool, last: bool) -> Result<Vec<Option<u32>>> {
    let na = if rows { a.dims().rows() } else { a.numel() };
    if b.is_empty() || a.is_empty() {
        return Ok(vec![None; na]);
    }
    let joined = joined(cx, a, b, rows)?;
    let groups = Items::of(&joined, rows).ok_or_else(|| super::support::wrong_type(cx, b))?.groups();
    let mut out = vec![None; na];
    for g in 0..groups.len() {
        let members = groups.members(g);
        let split = members.partition_point(|&m| (m as usize) < na);
        let found = if last { members[split..].last() } else { members.get(split) };
        let Some(&place) = found else { continue };
        members[..split].iter().for_each(|&m| out[m as usize] = Some(place - na as u32));
    }
    Ok(out)
}

/// The items of both, those of `a` first.
fn joined(cx: &CallCx<'_>, a: &Value, b: &Value, rows: bool) -> Result<Value> {
    let column = |v: &Value| super::support::reshape_to(convert::to_dense(v), Dims::col(v.numel()));
    let skip = |v: &Value| v.is_empty() && v.dims().rows() == 0;
    if !rows {
        return concat::vertcat(&[column(a), column(b)], cx.dialect());
    }
    match (skip(a), skip(b)) {
        (true, false) => Ok(b.clone()),
        (false, true) => Ok(a.clone()),
        _ => concat::vertcat(&[convert::to_dense(a), convert::to_dense(b)], cx.dialect()),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Union,
    Intersect,
    Difference,
    Exclusive,
}

fn combine(cx: &mut CallCx<'_>, args: &mut [Value], kind: Kind) -> Result<Values> {
    let o = options(cx, &args[2..])?;
    if cx.octave() && o.rows && args[..2].iter().any(Value::is_cell) {
        return Err(Error::msg(format!("{}: cells not supported with \"rows\"", cx.name)));
    }
    let (a, b) = matched(cx, &args[0], &args[1])?;
    let rows = o.rows && !matches!(a, Value::Cell(_));
    if rows && a.dims().cols() != b.dims().cols() && !a.is_empty() && !b.is_empty() {
        return Err(cx.fail("MATLAB:setMembership:AandBColnumAgree", "number of columns in A and B must match"));
    }
    cx.charge((a.numel() + b.numel()) * 4);
    let crossed = o.legacy && (a.dims().is_row() || b.dims().is_row());
    let as_row = !rows && (row_result(cx, &a, &b, kind) || crossed);
    if kind == Kind::Intersect && cx.octave() && (a.is_empty() || b.is_empty()) {
        let none = Value::empty();
        let empty = if matches!(a, Value::Cell(_)) { NdArray::<Value>::empty().into() } else { none.clone() };
        return Ok(Values::from_iter([empty, none.clone(), none]));
    }
    let na = if rows { a.dims().rows() } else { a.numel() };
    let all = joined(cx, &a, &b, rows)?;
    let groups = Items::of(&all, rows).ok_or_else(|| super::support::wrong_type(cx, &args[0]))?.groups();
    let split = |g: usize| groups.members(g).partition_point(|&m| (m as usize) < na);
    let has = |g: usize| (split(g) > 0, split(g) < groups.members(g).len());
    let list = groups.chosen(o.stable, |g| match kind {
        Kind::Union => true,
        Kind::Intersect => has(g) == (true, true),
        Kind::Difference => has(g) == (true, false),
        Kind::Exclusive => has(g) != (true, true),
    });
    let of_a = |g: usize| {
        let m = &groups.members(g)[..split(g)];
        (if o.legacy { m[m.len() - 1] } else { m[0] }) as usize
    };
    let of_b = |g: usize| {
        let m = &groups.members(g)[split(g)..];
        (if o.legacy { m[m.len() - 1] } else { m[0] }) as usize - na
    };
    let picked: Vec<usize> = list.iter().map(|&g| groups.first(g)).collect();
    let result = match () {
        _ if rows => take_rows(&all, &picked),
        _ if picked.is_empty() && kind != Kind::Exclusive && a.dims().is_zero_by_zero() => {
            gather(&all, Dims::empty(), &[])
        }
        _ if picked.is_empty() && matches!(all, Value::Cell(_)) && kind == Kind::Intersect => {
            gather(&all, Dims::empty(), &[])
        }
        _ => gather(&all, if as_row { Dims::row(picked.len()) } else { Dims::col(picked.len()) }, &picked),
    };
    let mut out = runmat_ignition::one(result);
    let legacy_row = o.legacy && as_row;
    match kind {
        Kind::Intersect | Kind::Difference => {
            out.push(index_list(list.iter().map(|&g| of_a(g)), legacy_row));
            if kind == Kind::Intersect {
                out.push(index_list(list.iter().map(|&g| of_b(g)), legacy_row));
            }
        }
        Kind::Union | Kind::Exclusive => {
            let from_b = |g: usize| if o.legacy { has(g).1 } else { !has(g).0 };
            out.push(index_list(list.iter().filter(|&&g| !from_b(g)).map(|&g| of_a(g)), legacy_row));
            out.push(index_list(list.iter().filter(|&&g| from_b(g)).map(|&g| of_b(g)), legacy_row));
        }
    }
    Ok(out)
}

/// Whether the result is a row.
fn row_result(cx: &CallCx<'_>, a: &Value, b: &Value, kind: Kind) -> bool {
    let (p, q) = (a.dims(), b.dims());
    let row = |d: &Dims| d.is_row();
    if kind == Kind::Difference {
        return row(&p);
    }
    if cx.octave() {
        return match kind {
            Kind::Union => {
                row(&p) && row(&q) || (matches!(a, Value::Cell(_)) && p.is_zero_by_zero() && row(&q) && q.numel() == 1)
            }
            Kind::Exclusive => (row(&p) || p.is_empty()) && (row(&q) || q.is_empty()),
            _ => (row(&p) && row(&q)) || (row(&p) && q.is_scalar()),
        };
    }
    let both = [&p, &q];
    let filled: Vec<_> = both.into_iter().filter(|d| !d.is_zero_by_zero()).collect();
    !filled.is_empty() && filled.iter().all(|d| row(d))
}
