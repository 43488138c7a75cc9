//! `sortrows` and `issorted`.

use super::super::support::{gather, is_plain, option_text, wrong_type};
use super::compare::{Key, compared, text_keys};
use super::keys::merged_keys;
use runmat_ignition::{CallCx, Values};
use runmat_value::{C64, Dims, Error, Result, Value, convert};
use std::cmp::Ordering;

/// Columns of a matrix in a form that can be compared, element by element.
pub enum Columns {
    /// Keys, column after column.
    Keys(Vec<u64>),
    /// Complex numbers.
    Complex(Vec<C64>),
    /// Texts.
    Texts(Vec<Key>),
}

impl Columns {
    /// The elements of a value; `None` when they can't be compared.
    pub fn of(v: &Value) -> Option<Columns> {
        let v = convert::to_dense(v);
        match &v {
            Value::Cell(_) | Value::Strings(_) => text_keys(&v).map(Columns::Texts),
            v if v.is_complex() => convert::complex_f64(v).map(Columns::Complex),
            v => merged_keys(v).map(Columns::Keys),
        }
    }

    /// Numbers by their absolute value, then their angle.
    fn by_size(v: &Value) -> Option<Columns> {
        Some(Columns::Complex(convert::complex_f64(&convert::to_dense(v))?))
    }

    /// Order of two elements.
    pub fn compare(&self, a: usize, b: usize) -> Ordering {
        match self {
            Columns::Keys(k) => k[a].cmp(&k[b]),
            Columns::Complex(z) => {
                let nan = |z: C64| z.re.is_nan() || z.im.is_nan();
                match (nan(z[a]), nan(z[b])) {
                    (false, false) => compared(z[a], z[b], false),
                    (x, y) => x.cmp(&y),
                }
            }
            Columns::Texts(t) => t[a].cmp(&t[b]),
        }
    }

    /// Whether an element equals nothing, itself included.
    pub fn is_nan(&self, a: usize, float: bool) -> bool {
        match self {
            Columns::Keys(k) => float && k[a] == u64::MAX,
            Columns::Complex(z) => z[a].re.is_nan() || z[a].im.is_nan(),
            Columns::Texts(t) => t[a] == Key::Missing,
        }
    }
}

fn row_compare(columns: &Columns, rows: usize, by: &[(usize, bool)], a: usize, b: usize) -> Ordering {
    for &(c, descending) in by {
        let o = columns.compare(a + rows * c, b + rows * c);
        if o != Ordering::Equal {
            return turned(o, descending);
        }
    }
    Ordering::Equal
}

/// Rows of `v` picked by number.
pub fn take_rows(v: &Value, picked: &[usize]) -> Value {
    let (rows, cols) = (v.dims().rows(), v.dims().cols());
    let places: Vec<usize> = (0..cols).flat_map(|c| picked.iter().map(move |&r| r + rows * c)).collect();
    gather(v, Dims::new(picked.len(), cols), &places)
}

/// Builtin.
pub fn sortrows(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let v = &args[0];
    let dims = v.dims();
    if !dims.is_matrix() {
        return Err(cx.fail("MATLAB:sortrows:InputNotMatrix", "only cell arrays of character strings may be sorted"));
    }
    let columns = Columns::of(v).ok_or_else(|| {
        if cx.octave() {
            Error::msg("sortrows: only cell arrays of character strings may be sorted")
        } else {
            wrong_type(cx, v)
        }
    })?;
    if cx.octave() && matches!(v, Value::Cell(_)) && dims.cols() > 1 {
        return Err(Error::msg("sortrows: only cell arrays of character strings may be sorted"));
    }
    let o = row_options(cx, &args[1..], dims.cols())?;
    let columns = match o.by_size && is_plain(v) {
        true => Columns::by_size(v).unwrap_or(columns),
        false => columns,
    };
    cx.charge(v.numel() * 4);
    let rows = dims.rows();
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_by(|&a, &b| o.compare(&columns, rows, v.class().is_float(), (a, b)));
    let numbers = Value::col(order.iter().map(|&k| (k + 1) as f64).collect());
    Ok(Values::from_iter([take_rows(v, &order), numbers]))
}

/// How rows are compared.
struct RowOrder {
    /// Columns (0-based), and whether in descending order.
    by: Vec<(usize, bool)>,
    /// Where NaN and missing texts go; `None`: behind in ascending order, in front in descending order.
    nan_first: Option<bool>,
    /// Real numbers by absolute value.
    by_size: bool,
    /// Complex numbers by real part.
    by_real: bool,
}

impl RowOrder {
    fn compare(&self, columns: &Columns, rows: usize, float: bool, (a, b): (usize, usize)) -> Ordering {
        for &(c, descending) in &self.by {
            let (p, q) = (a + rows * c, b + rows * c);
            let absent = (columns.is_nan(p, float), columns.is_nan(q, float));
            let order = match (self.nan_first, absent, columns) {
                (_, (true, true), _) => Ordering::Equal,
                (Some(first), (a, b), _) if a != b => turned(a.cmp(&b), first),
                (_, (false, false), Columns::Complex(z)) => turned(compared(z[p], z[q], self.by_real), descending),
                _ => turned(columns.compare(p, q), descending),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }
}

fn turned(o: Ordering, descending: bool) -> Ordering {
    if descending { o.reverse() } else { o }
}

fn row_options(cx: &CallCx<'_>, args: &[Value], cols: usize) -> Result<RowOrder> {
    let bad = || cx.fail("MATLAB:sortrows:COLnotNumeric", "invalid column specification");
    let mut by: Vec<(usize, bool)> = (0..cols).map(|c| (c, false)).collect();
    let (mut nan_first, mut by_size, mut by_real) = (None, false, false);
    let mut args = args.iter();
    while let Some(a) = args.next() {
        let name = option_text(a).filter(|_| !cx.octave()).unwrap_or_default().to_ascii_lowercase();
        if let "missingplacement" | "comparisonmethod" = name.as_str() {
            let value = args.next().and_then(option_text).unwrap_or_default().to_ascii_lowercase();
            match (name.as_str(), value.as_str()) {
                ("missingplacement", "auto") => nan_first = None,
                ("missingplacement", "first" | "last") => nan_first = Some(value == "first"),
                ("comparisonmethod", "auto" | "real" | "abs") => (by_size, by_real) = (value == "abs", value == "real"),
                _ => return Err(bad()),
            }
            continue;
        }
        let directions: Vec<String> = match a {
            Value::Cell(c) => c.data().iter().filter_map(option_text).collect(),
            Value::Strings(s) => s.data().iter().filter_map(|t| t.0.as_deref().map(str::to_string)).collect(),
            a => option_text(a).into_iter().collect(),
        };
        if directions.is_empty() {
            if a.is_empty() {
                continue;
            }
            let list = convert::to_f64_vec(a).ok_or_else(bad)?;
            by = Vec::new();
            for x in list {
                if x == 0.0 || x != x.trunc() || x.abs() > cols as f64 {
                    return Err(if cx.octave() {
                        Error::msg("sortrows: all elements of C must be in the range [1, columns (A)]")
                    } else {
                        bad()
                    });
                }
                by.push((x.abs() as usize - 1, x < 0.0));
            }
            continue;
        }
        for (k, b) in by.iter_mut().enumerate() {
            b.1 = match directions[k.min(directions.len() - 1)].to_ascii_lowercase().as_str() {
                "ascend" => false,
                "descend" => true,
                _ => return Err(bad()),
            };
        }
    }
    Ok(RowOrder { by, nan_first, by_size, by_real })
}

/// Builtin.
pub fn issorted(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (mut mode, mut by_rows, mut dim) = ("ascend".to_string(), false, None);
    for a in &args[1..] {
        match option_text(a) {
            Some(t) => match t.to_ascii_lowercase().as_str() {
                "rows" => by_rows = true,
                t @ ("ascend" | "descend" | "either" | "ascending" | "descending" | "monotonic" | "strictascend"
                | "strictdescend") => {
                    mode = t.to_string();
                }
                _ => {
                    return Err(
                        cx.fail("MATLAB:issorted:invalidOption", "MODE must be \"ascend\", \"descend\", or \"either\"")
                    );
                }
            },
            None => dim = Some(crate::args::dimension(cx, a)?),
        }
    }
    let v = &args[0];
    let columns = Columns::of(v).ok_or_else(|| {
        if cx.octave() && matches!(v, Value::Cell(_)) {
            Error::msg("issorted: A is not a cell array of strings")
        } else {
            wrong_type(cx, v)
        }
    })?;
    cx.charge(v.numel());
    let dims = v.dims();
    let by: Vec<(usize, bool)> = (0..dims.cols()).map(|c| (c, false)).collect();
    let ok = |o: Ordering, mode: &str| match mode {
        m if m.starts_with("strictasc") => o == Ordering::Less,
        m if m.starts_with("strictdesc") => o == Ordering::Greater,
        m if m.starts_with("desc") => o != Ordering::Less,
        _ => o != Ordering::Greater,
    };
    let runs = |mode: &str| {
        if by_rows {
            return (1..dims.rows()).all(|r| ok(row_compare(&columns, dims.rows(), &by, r - 1, r), mode));
        }
        let (before, along, after) = dims.split_at(dim.unwrap_or_else(|| dims.first_non_singleton()));
        let at = |i: usize, k: usize, j: usize| i + before * (k + along * j);
        (0..after)
            .all(|j| (0..before).all(|i| (1..along).all(|k| ok(columns.compare(at(i, k - 1, j), at(i, k, j)), mode))))
    };
    if !by_rows && cx.octave() && !dims.is_vector() && !dims.is_empty() {
        return Err(Error::msg("issorted: needs a vector"));
    }
    if !is_plain(v) && by_rows && cx.octave() && !v.is_empty() {
        return Err(Error::msg("issorted: A is not a cell array of strings"));
    }
    Ok(match mode.as_str() {
        "either" | "monotonic" => runs("ascend") || runs("descend"),
        m => runs(m),
    }
    .into())
}
