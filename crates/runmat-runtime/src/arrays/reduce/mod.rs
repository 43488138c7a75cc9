//! Reductions: sums and products, tests, extremes; whole, along a dimension, or cumulative.

pub mod extreme;
pub mod lanes;
pub mod logical;
mod method;
pub mod sums;

use super::support::{option_text, permute, reshape_to};
use runmat_ignition::CallCx;
use runmat_value::{Dims, Error, Result, Value, convert};

/// What is reduced.
#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// The first dimension that is not 1.
    First,
    /// This one (0-based).
    Dim(usize),
    /// Several together.
    Dims(Vec<usize>),
    /// Everything.
    All,
}

/// Optional arguments of a reduction.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is reduced.
    pub over: Over,
    /// `'native'`, `'double'` when given.
    pub class: Option<String>,
    /// `'extra'`.
    pub extra: bool,
    /// `'omitnan'`.
    pub omit_nan: bool,
    /// `'includenan'` was given.
    pub include_nan: bool,
    /// `'reverse'`.
    pub reverse: bool,
    /// `'linear'`.
    pub linear: bool,
}

impl Options {
    /// Reads what follows the data. Unknown text gives it back as `Err`.
    pub fn read(cx: &CallCx<'_>, args: &[Value]) -> Result<Options> {
        let mut o = Options {
            over: Over::First,
            class: None,
            extra: false,
            omit_nan: false,
            include_nan: false,
            reverse: false,
            linear: false,
        };
        let mut seen_dim = false;
        for a in args {
            match option_text(a) {
                Some(text) => o.text(cx, &text)?,
                None if seen_dim => return Err(cx.invalid_call()),
                None => {
                    o.over = over(cx, a)?;
                    seen_dim = true;
                }
            }
        }
        Ok(o)
    }

    fn text(&mut self, cx: &CallCx<'_>, text: &str) -> Result<()> {
        match text.to_ascii_lowercase().as_str() {
            "native" | "double" | "default" => self.class = Some(text.to_ascii_lowercase()),
            "extra" if cx.octave() => self.extra = true,
            "omitnan" | "omitmissing" => self.omit_nan = true,
            "includenan" | "includemissing" => self.include_nan = true,
            "all" => self.over = Over::All,
            "reverse" if !cx.octave() => self.reverse = true,
            "forward" if !cx.octave() => self.reverse = false,
            "linear" if !cx.octave() => self.linear = true,
            _ if cx.octave() => {
                return Err(Error::msg(format!("{}: unrecognized type argument '{text}'", cx.name)));
            }
            _ => {
                return Err(Error::new(
                    "MATLAB:sum:unknownFlag",
                    "Invalid option. Option must be 'double', 'native', 'default', 'omitnan', or 'includenan'.",
                ));
            }
        }
        Ok(())
    }
}

/// A dimension argument: one number, or (where the dialect has it) several.
pub fn over(cx: &CallCx<'_>, v: &Value) -> Result<Over> {
    let bad = |x: f64| {
        if cx.octave() {
            let argument = if matches!(cx.name, "sum" | "prod" | "sumsq") { "DIM" } else { "argument" };
            Error::msg(format!("{}: invalid dimension {argument} = {}", cx.name, x.trunc()))
        } else {
            Error::new(
                "MATLAB:getdimarg:invalidDim",
                "Dimension argument must be a positive integer scalar, a vector of unique positive integers, or 'all'.",
            )
        }
    };
    let list = convert::to_f64_vec(v).ok_or_else(|| bad(0.0))?;
    let mut dims = Vec::with_capacity(list.len());
    for &x in &list {
        let x = if cx.octave() { x.trunc() } else { x };
        if x < 1.0 || x != x.trunc() {
            return Err(bad(x));
        }
        dims.push(x as usize - 1);
    }
    match dims[..] {
        [] => Ok(Over::First),
        [d] => Ok(Over::Dim(d)),
        _ => Ok(Over::Dims(dims)),
    }
}

/// A value turned so that one dimension is to be reduced, and the size the result then gets.
pub struct Plan {
    /// The data, dense.
    pub value: Value,
    /// The dimension to reduce.
    pub dim: usize,
    /// Size of the result.
    pub result: Dims,
}

/// Prepares a reduction. `empty_one`: a 0×0 array without a dimension gives one result.
pub fn plan(cx: &CallCx<'_>, v: &Value, over: &Over, empty_one: bool) -> Result<Plan> {
    let dims = v.dims();
    let value = convert::to_dense(v);
    Ok(match over {
        Over::All => {
            let n = dims.numel();
            Plan { value: reshape_to(value, Dims::col(n)), dim: 0, result: Dims::scalar() }
        }
        Over::First | Over::Dim(_) if empty_one && dims.is_zero_by_zero() && (*over == Over::First || cx.octave()) => {
            let dim = if let Over::Dim(d) = over { *d } else { 0 };
            let dims = Dims::new(0, 1);
            Plan { value: reshape_to(value, dims.clone()), dim, result: dims.with_dim(dim, 1) }
        }
        Over::First => {
            let dim = dims.first_non_singleton();
            Plan { value, dim, result: dims.with_dim(dim, 1) }
        }
        Over::Dim(d) => Plan { value, dim: *d, result: dims.with_dim(*d, 1) },
        Over::Dims(list) => joined(value, &dims, list)?,
    })
}

/// Several dimensions brought together into the first.
fn joined(value: Value, dims: &Dims, list: &[usize]) -> Result<Plan> {
    let n = dims.ndims().max(list.iter().max().map_or(0, |d| d + 1));
    let rest = (0..n).filter(|d| !list.contains(d));
    let order: Vec<usize> = list.iter().copied().chain(rest.clone()).collect();
    let turned = permute(&value, &order)?;
    let along = list.iter().map(|&d| dims.dim(d)).product();
    let others: usize = rest.map(|d| dims.dim(d)).product();
    let result = list.iter().fold(dims.clone(), |r, &d| r.with_dim(d, 1));
    Ok(Plan { value: reshape_to(turned, Dims::new(along, others)), dim: 0, result })
}

/// Sums of doubles along a dimension.
pub fn sum_doubles(x: &[f64], split: (usize, usize, usize), omit_nan: bool) -> Vec<f64> {
    if omit_nan {
        return lanes::fold(x, split, 0.0, |a, v| if v.is_nan() { a } else { a + v });
    }
    if split.0 == 1 {
        let column = |j: usize| lanes::sum(&x[j * split.1..(j + 1) * split.1]);
        return if split.2 == 1 { vec![column(0)] } else { lanes::each_column(split.2, split.1, column) };
    }
    lanes::fold(x, split, 0.0, |a, v| a + v)
}

/// How many numbers other than NaN lie along a dimension.
pub fn count_numbers(x: &[f64], split: (usize, usize, usize)) -> Vec<f64> {
    lanes::fold(x, split, 0.0, |a, v| a + !v.is_nan() as u8 as f64)
}
