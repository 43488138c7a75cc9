//! `mustBe…`: validators that raise an error unless a value is as they say.

use runmat_ignition::{Builtin, CallCx, Values};
use runmat_value::array::C64;
use runmat_value::convert::{complex_array, nonzero, to_dense};
use runmat_value::{Class, Error, Result, Value, ops, text};

/// The builtins.
pub const TABLE: &[Builtin] = &[
    Builtin::many("mustBeFinite", (1, 1), 0, finite).doc("mustBeFinite(x): error unless all of x is finite."),
    Builtin::many("mustBeNonNan", (1, 1), 0, non_nan).doc("mustBeNonNan(x): error if x has a NaN."),
    Builtin::many("mustBeNonzero", (1, 1), 0, non_zero).doc("mustBeNonzero(x): error if x has a zero."),
    Builtin::many("mustBeInteger", (1, 1), 0, integer).doc("mustBeInteger(x): error unless all of x is whole."),
    Builtin::many("mustBePositive", (1, 1), 0, positive).doc("mustBePositive(x): error unless all of x > 0."),
    Builtin::many("mustBeNonpositive", (1, 1), 0, non_positive)
        .doc("mustBeNonpositive(x): error unless all of x <= 0."),
    Builtin::many("mustBeNegative", (1, 1), 0, negative).doc("mustBeNegative(x): error unless all of x < 0."),
    Builtin::many("mustBeNonnegative", (1, 1), 0, non_negative)
        .doc("mustBeNonnegative(x): error unless all of x >= 0."),
    Builtin::many("mustBeGreaterThan", (2, 2), 0, greater).doc("mustBeGreaterThan(x, c): error unless all of x > c."),
    Builtin::many("mustBeGreaterThanOrEqual", (2, 2), 0, greater_equal)
        .doc("mustBeGreaterThanOrEqual(x, c): error unless all of x >= c."),
    Builtin::many("mustBeLessThan", (2, 2), 0, less).doc("mustBeLessThan(x, c): error unless all of x < c."),
    Builtin::many("mustBeLessThanOrEqual", (2, 2), 0, less_equal)
        .doc("mustBeLessThanOrEqual(x, c): error unless all of x <= c."),
    Builtin::many("mustBeNonempty", (1, 1), 0, non_empty).doc("mustBeNonempty(x): error if x is empty."),
    Builtin::many("mustBeNonsparse", (1, 1), 0, non_sparse).doc("mustBeNonsparse(x): error if x is sparse."),
    Builtin::many("mustBeNumeric", (1, 1), 0, numeric).doc("mustBeNumeric(x): error unless x is a number array."),
    Builtin::many("mustBeNumericOrLogical", (1, 1), 0, numeric_or_logical)
        .doc("mustBeNumericOrLogical(x): error unless x is numbers or logicals."),
    Builtin::many("mustBeReal", (1, 1), 0, real).doc("mustBeReal(x): error unless x is real."),
    Builtin::many("mustBeMember", (2, 2), 0, member).doc("mustBeMember(x, set): error unless all of x is in set."),
    Builtin::many("mustBeText", (1, 1), 0, text_array).doc("mustBeText(x): error unless x is text."),
    Builtin::many("mustBeTextScalar", (1, 1), 0, text_scalar).doc("mustBeTextScalar(x): error unless x is one text."),
    Builtin::many("mustBeNonzeroLengthText", (1, 1), 0, non_empty_text)
        .doc("mustBeNonzeroLengthText(x): error unless x is text with characters."),
    Builtin::many("mustBeVector", (1, 1), 0, vector).doc("mustBeVector(x): error unless x is a row or column."),
    Builtin::many("mustBeScalarOrEmpty", (1, 1), 0, scalar_or_empty)
        .doc("mustBeScalarOrEmpty(x): error if x has several elements."),
    Builtin::many("mustBeA", (2, 2), 0, of_class).doc("mustBeA(x, classes): error unless x is of one of the classes."),
    Builtin::many("mustBeFloat", (1, 1), 0, float).doc("mustBeFloat(x): error unless x is double or single."),
];

/// How the text calls the argument: by its variable, when it is one.
fn label(cx: &CallCx<'_>) -> String {
    let texts = cx.vm.argument_texts();
    texts.into_iter().next().filter(|t| super::is_name(t)).unwrap_or_else(|| "input".into())
}

fn refuse(cx: &CallCx<'_>, octave: &str, matlab: &str) -> Error {
    if cx.octave() {
        Error::msg(format!("{} must {octave}", label(cx)))
    } else {
        Error::new(&format!("MATLAB:validators:{}", cx.name), format!("Value must {matlab}."))
    }
}

fn unless(cx: &CallCx<'_>, ok: bool, octave: &str, matlab: &str) -> Result<Values> {
    if ok { Ok(Values::new()) } else { Err(refuse(cx, octave, matlab)) }
}

/// Only numbers can be compared.
fn comparable(v: &Value) -> bool {
    v.is_numeric() || matches!(v.class(), Class::Logical | Class::Char)
}

fn elements(cx: &CallCx<'_>, v: &Value, operator: &str) -> Result<Vec<C64>> {
    if comparable(v) {
        return Ok(complex_array(&to_dense(v)).data().to_vec());
    }
    Err(if cx.octave() && operator.chars().all(char::is_alphanumeric) {
        Error::msg(format!("{operator}: not defined for {}", v.class_name()))
    } else if cx.octave() {
        let name = ops::octave_type_name(v);
        Error::msg(format!("binary operator '{operator}' not implemented for '{name}' by 'scalar' operations"))
    } else {
        refuse(cx, "be numeric", "be numeric or logical")
    })
}

/// Numbers of those that fail, 1-based.
fn failing(list: &[C64], ok: impl Fn(C64) -> bool) -> Vec<usize> {
    (0..list.len()).filter(|&k| !ok(list[k])).map(|k| k + 1).collect()
}

fn numbers(cx: &CallCx<'_>, list: Vec<f64>) -> String {
    runmat_value::text::mat2str(&Value::row(list), Some((15, None)), false, cx.dialect())
        .ok()
        .and_then(|v| v.as_text())
        .unwrap_or_default()
}

/// Those that fail, shown by place.
fn by_place(cx: &CallCx<'_>, v: &Value, operator: &str, ok: fn(C64) -> bool, words: [&str; 3]) -> Result<Values> {
    let list = elements(cx, v, operator)?;
    let bad = failing(&list, ok);
    if bad.is_empty() {
        return Ok(Values::new());
    }
    let places = numbers(cx, bad.iter().map(|&k| k as f64).collect());
    let [what, found, matlab] = words;
    Err(refuse(cx, &format!("{what}; found {} {found}: indexes {places}", bad.len()), matlab))
}

/// Those that fail, shown by value.
fn by_value(
    cx: &CallCx<'_>,
    v: &Value,
    operator: &str,
    ok: impl Fn(C64) -> bool,
    what: &str,
    matlab: &str,
) -> Result<Values> {
    let list = elements(cx, v, operator)?;
    let bad = failing(&list, ok);
    if bad.is_empty() {
        return Ok(Values::new());
    }
    let shown = if v.is_char() {
        format!("indexes {}", numbers(cx, bad.iter().map(|&k| k as f64).collect()))
    } else {
        let values: Vec<C64> = bad.iter().map(|&k| list[k - 1]).collect();
        let array: Value = match values.iter().all(|z| z.im == 0.0) {
            true => Value::row(values.iter().map(|z| z.re).collect()),
            false => runmat_value::NdArray::row(values).into(),
        };
        let t = text::mat2str(&array, Some((15, None)), false, cx.dialect()).ok().and_then(|v| v.as_text());
        format!("values {}", t.unwrap_or_default())
    };
    Err(refuse(cx, &format!("{what}; found {} elements that were not: {shown}", bad.len()), matlab))
}

type Outcome = Result<Values>;

fn finite(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let ok = |z: C64| z.re.is_finite() && z.im.is_finite();
    by_place(cx, &a[0], "isfinite", ok, ["be finite", "elements that were not", "be finite"]).map_err(|e| {
        let text = e.message(cx.dialect()).replace("elements that were not", "non-finite elements");
        if cx.octave() { Error::msg(text) } else { e }
    })
}

fn non_nan(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let ok = |z: C64| !z.re.is_nan() && !z.im.is_nan();
    by_place(cx, &a[0], "isnan", ok, ["be non-NaN", "elements that were not", "not be NaN"])
}

fn non_zero(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let ok = |z: C64| z != C64::new(0.0, 0.0);
    by_place(cx, &a[0], "==", ok, ["be non-zero", "elements that were zero", "not be zero"])
}

fn integer(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let v = &a[0];
    let problem = if !v.is_numeric() && v.class() != Class::Logical {
        format!("it was non-numeric (found a {})", v.class_name())
    } else if v.is_complex() {
        "it was complex".to_string()
    } else {
        let list = complex_array(&to_dense(v)).into_data();
        if list.iter().any(|z| !z.re.is_finite()) {
            "there were non-finite values".to_string()
        } else if list.iter().any(|z| z.re != z.re.trunc()) {
            "it had fractional values in some elements".to_string()
        } else {
            return Ok(Values::new());
        }
    };
    Err(refuse(cx, &format!("be integer-valued; but {problem}"), "be integer"))
}

fn positive(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    by_value(cx, &a[0], ">", |z| z.re > 0.0 || z.im != 0.0, "be positive", "be positive")
}

fn non_positive(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    by_value(cx, &a[0], "<=", |z| z.re <= 0.0 && z.im == 0.0, "be non-positive", "be nonpositive")
}

fn negative(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    by_value(cx, &a[0], "<", |z| z.re < 0.0 && z.im == 0.0, "be negative", "be negative")
}

fn non_negative(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    by_value(cx, &a[0], ">=", |z| z.re >= 0.0 || z.im != 0.0, "be non-negative", "be nonnegative")
}

/// A comparison with a bound.
fn bound(cx: &CallCx<'_>, a: &[Value], operator: &str, ok: fn(f64, f64) -> bool, words: &str) -> Outcome {
    let Some(c) = a[1].as_f64() else {
        return Err(cx.fail("MATLAB:validators:mustBeNumericOrLogical", "C must be a scalar"));
    };
    let octave = format!("be {words} {c:.6}");
    let matlab = format!("be {words} {}", text::number_shortest(c));
    by_value(cx, &a[0], operator, |z| ok(z.re, c), &octave, &matlab)
}

fn greater(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    bound(cx, a, ">", |x, c| x > c, "greater than")
}

fn greater_equal(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    bound(cx, a, ">=", |x, c| x >= c, "greater than or equal to")
}

fn less(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    bound(cx, a, "<", |x, c| x < c, "less than")
}

fn less_equal(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    bound(cx, a, "<=", |x, c| x <= c, "less than or equal to")
}

fn non_empty(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    unless(cx, !a[0].is_empty(), "not be empty", "not be empty")
}

fn non_sparse(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    unless(cx, !a[0].is_sparse(), "be nonsparse", "not be sparse")
}

fn numeric(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let found = format!("be numeric; found a {}", a[0].class_name());
    unless(cx, a[0].is_numeric(), &found, "be numeric")
}

fn numeric_or_logical(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let found = format!("be numeric or logical; found a {}", a[0].class_name());
    unless(cx, a[0].is_numeric() || a[0].class() == Class::Logical, &found, "be numeric or logical")
}

fn real(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    unless(cx, comparable(&a[0]) && !a[0].is_complex(), "be real", "be real")
}

fn float(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    unless(cx, a[0].class().is_float(), "be floating point", "be a floating-point array")
}

fn is_text(v: &Value) -> bool {
    match v {
        Value::Strings(_) => true,
        Value::Cell(c) => c.data().iter().all(|v| v.is_char() && v.as_text().is_some()),
        v => v.is_char() && v.as_text().is_some(),
    }
}

fn text_array(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let what = "be a character vector, string array or cell array of character vectors";
    unless(cx, is_text(&a[0]), what, what)
}

fn text_scalar(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let what = "be a character vector or string scalar";
    unless(cx, !a[0].is_cell() && a[0].as_text().is_some(), what, what)
}

fn non_empty_text(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let full = match &a[0] {
        Value::Strings(s) => s.data().iter().all(|t| t.0.as_deref().is_some_and(|t| !t.is_empty())),
        Value::Cell(c) => c.data().iter().all(|v| !v.is_empty()),
        v => !v.is_empty(),
    };
    let what = "be text with one or more characters";
    unless(cx, is_text(&a[0]) && full, what, what)
}

fn vector(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let d = a[0].dims();
    unless(cx, d.is_matrix() && (d.rows() == 1 || d.cols() == 1), "be a vector", "be a vector")
}

fn scalar_or_empty(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    unless(cx, a[0].numel() <= 1, "be scalar or empty", "be a scalar or empty")
}

fn of_class(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let names: Vec<String> = match &a[1] {
        Value::Cell(c) => c.data().iter().filter_map(Value::as_text).collect(),
        Value::Strings(s) => s.data().iter().filter_map(|t| t.0.as_deref().map(str::to_string)).collect(),
        v => v.as_text().into_iter().collect(),
    };
    let ok = names.iter().any(|n| super::classes::belongs(&a[0], n));
    let what = format!("be one of the following types: '{}'", names.join("', '"));
    unless(cx, ok, &what, &what)
}

fn member(cx: &mut CallCx<'_>, a: &mut [Value]) -> Outcome {
    let in_set = |v: &Value| match &a[1] {
        Value::Cell(c) => c.data().iter().any(|w| ops::is_equal(v, w, false)),
        set => {
            let dialect = cx.session.dialect;
            let equal = ops::binary(runmat_syntax::ast::BinaryOp::Eq, v, set, dialect);
            equal.is_ok_and(|e| nonzero(&e).data().iter().any(|&b| b))
        }
    };
    let list: Vec<Value> = match &a[0] {
        Value::Cell(c) => c.data().to_vec(),
        v if v.is_char() => vec![v.clone()],
        v => {
            (0..v.numel()).map(|k| runmat_value::index::get(v, &[Value::Num(k as f64 + 1.0)])).collect::<Result<_>>()?
        }
    };
    let bad = list.iter().filter(|v| !in_set(v)).count();
    let what = format!("be one of the specified valid values; found {bad} elements that were not");
    unless(cx, bad == 0, &what, "be a member of the specified set")
}
