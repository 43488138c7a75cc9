//! `assert`: conditions, and comparison of values with tolerances.

use super::report::{Difference, table};
use super::{Message, message, raised};
use runmat_ignition::{CallCx, Values};
use runmat_value::array::C64;
use runmat_value::structs::StructArray;
use runmat_value::{Class, Dialect, Dims, Error, ErrorKind, Name, Result, Value, compare, convert, ops, text};

/// `assert(cond, …)` and `assert(observed, expected, tol)`.
pub fn assert(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let is_condition = matches!(args[0].class(), Class::Logical) && args.len() > 1 && args[1].is_char();
    if args.len() == 1 || is_condition || (!cx.octave() && args[1].as_text().is_some() && args[0].is_scalar()) {
        return condition(cx, args).map(|()| Values::new());
    }
    if args.len() > 3 {
        return Err(ErrorKind::TooManyInputs { function: Name::from("assert"), user: false }.into());
    }
    cx.charge(args[0].numel() + args[1].numel());
    let tolerance = args.get(2).cloned().unwrap_or(Value::Num(0.0));
    let mut check = Check { dialect: cx.dialect(), strict: args.len() < 3, depth: 0, found: Vec::new() };
    check.compare(&args[0], &args[1], &tolerance)?;
    if check.found.is_empty() {
        return Ok(Values::new());
    }
    let place = if check.depth > 0 { "(cond {i},expected {i},tol)".to_string() } else { arguments(cx) };
    Err(Error::msg(table(&place, &check.found)))
}

fn condition(cx: &mut CallCx<'_>, args: &[Value]) -> Result<()> {
    if holds(&args[0]) {
        return Ok(());
    }
    if args.len() == 1 {
        let text = if cx.octave() { format!("assert {} failed", arguments(cx)) } else { "Assertion failed.".into() };
        return Err(cx.error("MATLAB:assertion:failed", "", text));
    }
    let m = message(cx, &args[1..])?.unwrap_or(Message { identifier: String::new(), text: String::new() });
    Err(raised(cx, &m.identifier, &m.text))
}

/// Numeric or logical, not empty, all of it true.
fn holds(v: &Value) -> bool {
    let right_class = v.is_numeric() || v.class() == Class::Logical;
    right_class && !v.is_empty() && convert::nonzero(v).data().iter().all(|&b| b)
}

/// The text of the call's arguments, in parentheses.
fn arguments(cx: &CallCx<'_>) -> String {
    format!("({})", cx.vm.argument_texts().join(","))
}

/// A comparison under way.
struct Check {
    dialect: Dialect,
    /// Whether classes have to agree: not with a tolerance, nor inside cells and structs.
    strict: bool,
    /// Greater than zero once inside a cell or struct.
    depth: usize,
    found: Vec<Difference>,
}

impl Check {
    fn kind(&mut self, place: &str, reason: impl Into<String>) -> Result<()> {
        self.found.push(Difference::kind(place, reason));
        Ok(())
    }

    fn compare(&mut self, got: &Value, want: &Value, tolerance: &Value) -> Result<()> {
        match want {
            Value::Char(_) | Value::Chars(_) => self.text(got, want),
            Value::Cell(c) => {
                let Value::Cell(g) = got else {
                    return self.kind(".", format!("Expected cell, but observed {}", got.class_name()));
                };
                if g.dims() != c.dims() {
                    return self.sizes(g.dims(), c.dims(), "Dimensions don't match");
                }
                self.each(g.data(), c.data(), tolerance)
            }
            Value::Func(_) => match got {
                Value::Func(_) if compare::identical(got, want) => Ok(()),
                Value::Func(g) if matches!(want, Value::Func(w) if w.text() == g.text()) => Ok(()),
                Value::Func(_) => self.kind("@", "Function handles don't match"),
                _ => self.kind("@", format!("Expected function handle, but observed {}", got.class_name())),
            },
            Value::Struct(w) => {
                let Value::Struct(g) = got else {
                    return self.kind(".", format!("Expected struct, but observed {}", got.class_name()));
                };
                self.structs(g, w, tolerance)
            }
            _ => self.arrays(got, want, tolerance),
        }
    }

    /// Elements one by one; the first that differs decides.
    fn each(&mut self, got: &[Value], want: &[Value], tolerance: &Value) -> Result<()> {
        self.strict = false;
        for (g, w) in got.iter().zip(want) {
            self.compare(g, w, tolerance)?;
            if !self.found.is_empty() {
                self.depth += 1;
                return Ok(());
            }
        }
        Ok(())
    }

    fn sizes(&mut self, got: &Dims, want: &Dims, reason: &str) -> Result<()> {
        let d = Difference::new(".", &format!("O({})", got.join("x")), &format!("E({})", want.join("x")), reason);
        self.found.push(d);
        Ok(())
    }

    fn text(&mut self, got: &Value, want: &Value) -> Result<()> {
        let shown = |v: &Value| match v.as_text() {
            Some(t) => t,
            None => column_text(v),
        };
        if !got.is_char() {
            let (o, reason) = if got.is_numeric() {
                (self.number(got), "Expected string, but observed number".to_string())
            } else {
                ("O".to_string(), format!("Expected string, but observed {}", got.class_name()))
            };
            self.found.push(Difference::new(".", &o, &shown(want), reason));
        } else if !compare::identical(got, want) && !ops::is_equal(got, want, false) {
            self.found.push(Difference::new("[]", &shown(got), &shown(want), "Strings don't match"));
        }
        Ok(())
    }

    fn number(&self, v: &Value) -> String {
        text::num2str(v, None, self.dialect).ok().and_then(|t| t.as_text()).unwrap_or_default()
    }

    fn structs(&mut self, got: &StructArray, want: &StructArray, tolerance: &Value) -> Result<()> {
        if got.dims() != want.dims() {
            return self.sizes(got.dims(), want.dims(), "Structure sizes don't match");
        }
        let places: Option<Vec<usize>> = want.names().iter().map(|n| got.position(n)).collect();
        let Some(places) = places.filter(|p| p.len() == got.names().len()) else {
            return self.kind(".", "Structure fieldname mismatch");
        };
        for k in 0..want.len() {
            for (f, &g) in places.iter().enumerate() {
                self.each(std::slice::from_ref(got.at(k, g)), std::slice::from_ref(want.at(k, f)), tolerance)?;
                if !self.found.is_empty() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn arrays(&mut self, got: &Value, want: &Value, tolerance: &Value) -> Result<()> {
        let (gd, wd) = (got.dims(), want.dims());
        if gd != wd {
            return self.sizes(&gd, &wd, "Dimensions don't match");
        }
        let exact = tolerance.as_f64() == Some(0.0);
        if self.strict {
            if got.class_name() != want.class_name() {
                return self.kind("()", format!("Class {} != {}", got.class_name(), want.class_name()));
            }
            if got.is_sparse() != want.is_sparse() {
                let word = |v: &Value| if v.is_sparse() { "sparse" } else { "non-sparse" };
                return self.kind("()", format!("{} != {}", word(got), word(want)));
            }
            if got.is_complex() != want.is_complex() {
                let word = |v: &Value| if v.is_complex() { "complex" } else { "real" };
                return self.kind("()", format!("{} != {}", word(got), word(want)));
            }
        }
        if want.is_empty() {
            return Ok(());
        }
        if !is_number(got) || !is_number(want) {
            if !ops::is_equal(got, want, true) {
                return self.kind("()", "Values do not match");
            }
            return Ok(());
        }
        if exact && ops::is_equal(got, want, false) {
            return Ok(());
        }
        self.numbers(&convert::to_dense(got), &convert::to_dense(want), tolerance, &wd)
    }

    fn numbers(&mut self, got: &Value, want: &Value, tolerance: &Value, dims: &Dims) -> Result<()> {
        let (g, w) = (convert::complex_array(got), convert::complex_array(want));
        let limits = convert::to_f64_vec(&convert::to_dense(tolerance)).unwrap_or_else(|| vec![0.0]);
        if limits.len() != 1 && tolerance.dims() != *dims {
            let kind = ErrorKind::SizeMismatch {
                operator: Name::from("mx_el_and"),
                left: dims.clone(),
                right: tolerance.dims(),
            };
            return Err(kind.into());
        }
        let complex = (got.is_complex(), want.is_complex());
        for kind in [Oddity::Nan, Oddity::Missing, Oddity::Infinite] {
            for k in 0..g.len() {
                if kind.differs(g.data()[k], w.data()[k]) {
                    self.element(k, dims, (g.data()[k], w.data()[k]), complex, kind.reason().to_string());
                }
            }
        }
        for k in 0..g.len() {
            let limit = if limits.len() == 1 { limits[0] } else { limits[k] };
            let (a, b) = (cleaned(g.data()[k]), cleaned(w.data()[k]));
            if Oddity::is_odd(g.data()[k]) || Oddity::is_odd(w.data()[k]) {
                continue;
            }
            if let Some(reason) = excess(a, b, limit) {
                self.element(k, dims, (g.data()[k], w.data()[k]), complex, reason);
            }
        }
        Ok(())
    }

    fn element(&mut self, k: usize, dims: &Dims, (a, b): (C64, C64), complex: (bool, bool), reason: String) {
        let shown = |z: C64, c: bool| {
            let v = if c { runmat_value::array::Element::scalar(z) } else { Value::Num(z.re) };
            self.number(&v)
        };
        let d = Difference::new(&place(k, dims), &shown(a, complex.0), &shown(b, complex.1), reason);
        self.found.push(d);
    }
}

fn is_number(v: &Value) -> bool {
    v.is_numeric() || v.is_char() || v.class() == Class::Logical
}

/// The difference in words when it is beyond the limit; a negative limit is relative.
fn excess(a: C64, b: C64, limit: f64) -> Option<String> {
    if a == b {
        return None;
    }
    let absolute = (a - b).norm();
    let (word, error) = if limit < 0.0 && b.norm() != 0.0 { ("Rel", absolute / b.norm()) } else { ("Abs", absolute) };
    let limit = limit.abs();
    if error <= limit {
        return None;
    }
    let short = |x: f64, digits: usize| {
        let spec = text::NumberSpec::new('g').precision(digits);
        text::c_format_f64(&spec, x)
    };
    Some(format!("{word} err {} exceeds tol {} by {}", short(error, 5), short(limit, 5), short(error - limit, 1)))
}

/// Without parts that are not comparable by subtraction: they have been compared before.
fn cleaned(z: C64) -> C64 {
    let part = |x: f64| if x.is_finite() { x } else { 0.0 };
    C64::new(part(z.re), part(z.im))
}

/// Values that subtraction can't compare.
#[derive(Clone, Copy)]
enum Oddity {
    Nan,
    Missing,
    Infinite,
}

impl Oddity {
    fn is_odd(z: C64) -> bool {
        !z.re.is_finite() || !z.im.is_finite()
    }

    fn differs(self, a: C64, b: C64) -> bool {
        let parts = |f: fn(f64) -> bool| f(a.re) != f(b.re) || f(a.im) != f(b.im);
        match self {
            Oddity::Nan => parts(f64::is_nan),
            Oddity::Missing => !parts(f64::is_nan) && parts(runmat_value::display::is_missing_number),
            Oddity::Infinite => {
                let clash =
                    |x: f64, y: f64| (x.is_infinite() || y.is_infinite()) && x != y && !x.is_nan() && !y.is_nan();
                clash(a.re, b.re) || clash(a.im, b.im)
            }
        }
    }

    fn reason(self) -> &'static str {
        match self {
            Oddity::Nan => "'NaN' mismatch",
            Oddity::Missing => "'NA' mismatch",
            Oddity::Infinite => "'Inf' mismatch",
        }
    }
}

/// `()`, `(3)`, `(2,1)`: an element of an array, vectors with one subscript.
fn place(k: usize, dims: &Dims) -> String {
    if dims.is_scalar() {
        return "()".into();
    }
    if dims.is_vector() {
        return format!("({})", k + 1);
    }
    let mut rest = k;
    let parts: Vec<String> = dims
        .iter()
        .map(|&d| {
            let i = rest % d + 1;
            rest /= d;
            i.to_string()
        })
        .collect();
    format!("({})", parts.join(","))
}

/// A char matrix read column by column.
fn column_text(v: &Value) -> String {
    match v {
        Value::Chars(a) => runmat_value::value::decode(a.data()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(got: Value, want: Value, tolerance: f64) -> Vec<String> {
        let mut c = Check { dialect: Dialect::Octave, strict: true, depth: 0, found: Vec::new() };
        c.compare(&got, &want, &Value::Num(tolerance)).unwrap();
        c.found.iter().map(|d| format!("{} {} {} {}", d.place, d.observed, d.expected, d.reason)).collect()
    }

    #[test]
    fn numbers_and_tolerances() {
        assert!(check(Value::Num(1.0), Value::Num(1.0), 0.0).is_empty());
        assert_eq!(check(Value::Num(3.0), Value::Num(4.0), 0.0), ["() 3 4 Abs err 1 exceeds tol 0 by 1"]);
        assert_eq!(
            check(Value::Num(1.0), Value::Num(1.1), -0.01),
            ["() 1 1.1 Rel err 0.090909 exceeds tol 0.01 by 0.08"]
        );
        assert_eq!(
            check(Value::row(vec![f64::NAN, 1.0]), Value::row(vec![1.0, 1.0]), 0.0),
            ["(1) NaN 1 'NaN' mismatch"]
        );
        assert!(check(Value::row(vec![f64::INFINITY]), Value::row(vec![f64::INFINITY]), 1e-3).is_empty());
    }

    #[test]
    fn kinds() {
        assert_eq!(check(Value::Bool(true), Value::Num(1.0), 0.0), ["() O E Class logical != double"]);
        assert_eq!(check(Value::Num(3.0), Value::text("a"), 0.0), [". 3 a Expected string, but observed number"]);
    }
}
