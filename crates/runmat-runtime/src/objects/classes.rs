//! Classes written in the language: making objects, and what is to be known of the library's own classes.

use crate::structs::path::steps;
use runmat_ignition::{Builtin, CallCx, LibraryClass, MANY, Outcome, Resume, Then, Values, one};
use runmat_value::index::{self, Step};
use runmat_value::object::Object;
use runmat_value::{Dims, Error, Name, NdArray, Result, StructArray, Value};
use std::sync::Arc;

/// The classes of the library (`library/classes/@name`). `__array__` has what all do whose objects are arrays.
pub const CLASSES: &[LibraryClass] = &[
    class("__array__", &[], 0),
    class("duration", &["__array__"], 1),
    class("calendarDuration", &["__array__"], 2),
    class("datetime", &["__array__"], 3),
    class("categorical", &["__array__"], 4),
    class("dictionary", &[], 5),
    class("table", &[], 6),
    class("timetable", &["table"], 7),
    class("matlab.unittest.Test", &[], 8),
    class("matlab.unittest.TestResult", &[], 9),
];

const fn class(name: &'static str, parents: &'static [&'static str], rank: u8) -> LibraryClass {
    LibraryClass { name, parents, rank }
}

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("__object__", (2, 2), 1, |cx, args| object_of_library(cx, args).map(one)),
    Builtin::steps("__subsref__", (2, MANY), MANY, subsref, |_, r| r.input.map(Outcome::Done)),
    Builtin::steps("__assign_inside__", (5, 5), 1, assign_inside, assigned_inside),
    Builtin::one("__name_line__", (1, 1), |cx, args| {
        let name = args[0].as_text().unwrap_or_default();
        let blank = if cx.session.format.compact { "" } else { "\n" };
        Ok(cx.text(&if cx.octave() { format!("{name} =\n\n") } else { format!("{blank}{name} = \n{blank}") }))
    })
    .impure(),
    Builtin::one("__blank_line__", (0, 0), |cx, _| Ok(cx.text(if cx.session.format.compact { "" } else { "\n" })))
        .impure(),
    Builtin::many("__display_value__", (2, 2), 0, |cx, args| {
        let name = args[0].as_text().unwrap_or_default();
        let text = runmat_value::display::display(&name, &args[1], &cx.session.format, cx.session.dialect);
        cx.session.output.print(&text);
        Ok(Values::new())
    }),
    Builtin::one("__preview__", (1, 1), |_, args| {
        Ok(Value::Object(Arc::new(Object::preview(&args[0].as_text().unwrap_or_default()))))
    }),
    Builtin::one("__maps_to__", (0, 0), |cx, _| Ok(cx.text("⟼"))).impure(),
    Builtin::one("__field_text__", (1, 1), |cx, args| {
        Ok(cx.text(&runmat_value::display::one_line(&args[0], &cx.session.format)))
    })
    .impure(),
    Builtin::one("__cell_texts__", (1, 1), |cx, args| {
        let texts = runmat_value::display::column_items(&args[0], &cx.session.format);
        let texts = texts.iter().map(|t| cx.text(t)).collect();
        Ok(NdArray::new(args[0].dims(), texts).into())
    })
    .impure(),
    Builtin::one("__number_texts__", (1, 1), number_texts).impure(),
    Builtin::one("__times_sign__", (0, 0), |cx, _| Ok(cx.text("×"))).impure(),
    Builtin::one("__has_method__", (2, 2), |cx, args| {
        let (class, name) = (named(cx, &args[0])?, named(cx, &args[1])?);
        Ok(Value::Bool(cx.vm.has_method(&class, &name, cx.session)))
    })
    .impure(),
    Builtin::one("__class_methods__", (1, 1), class_methods).impure(),
    Builtin::many("superiorto", (1, MANY), 0, |cx, args| precedence(cx, args, true))
        .doc("superiorto(class, ...): in a constructor: methods of this class come before those of the others."),
    Builtin::many("inferiorto", (1, MANY), 0, |cx, args| precedence(cx, args, false))
        .doc("inferiorto(class, ...): in a constructor: methods of the other classes come before those of this one."),
];

fn named(cx: &CallCx<'_>, v: &Value) -> Result<String> {
    crate::args::text(cx, v, "class name")
}

fn is_library_class(name: &str) -> bool {
    CLASSES.iter().any(|c| c.name == name)
}

/// `__object__(class, s)`: an object of a class of the library with the fields of `s` as properties.
fn object_of_library(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let class = named(cx, &args[0])?;
    cx.session.add_class(&class, |_| {});
    match args[1].take() {
        Value::Struct(s) => Ok(made(&class, Arc::unwrap_or_clone(s))),
        _ => Err(Error::internal("an object is made of a struct")),
    }
}

fn made(class: &str, fields: StructArray) -> Value {
    Value::Object(Arc::new(Object { class: Name::from(class), fields }))
}

/// `class(s, name, parent objects…)`, as constructors call it. A parent becomes a property with its name.
pub fn object(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let class = named(cx, &args[1])?;
    let Value::Struct(s) = args[0].take() else {
        return Err(cx.fail("MATLAB:class:InvalidArgument", "S must be a struct"));
    };
    if is_library_class(&class) {
        return Err(cx.fail("MATLAB:class:InvalidSuperClass", &format!("'{class}' is a class of the library")));
    }
    let inside = cx.vm.current_function();
    if *inside != *class {
        let text = if cx.octave() {
            format!("class: '{class}' is invalid as a class name in this context")
        } else {
            "The CLASS function must be called from a class constructor.".to_string()
        };
        return Err(cx.error("MATLAB:class:mustCallFromConstructor", "Octave:undefined-function", text));
    }
    let mut fields = Arc::unwrap_or_clone(s);
    let mut parents = Vec::new();
    for v in &args[2..] {
        let Value::Object(o) = v else {
            return Err(cx.fail("MATLAB:class:InvalidSuperClass", "parents must be objects"));
        };
        parents.push(o.class.clone());
        for k in 0..fields.len() {
            fields.set(k, &o.class, v.clone());
        }
    }
    cx.session.add_class(&class, |info| info.parents = parents);
    Ok(made(&class, fields))
}

fn precedence(cx: &mut CallCx<'_>, args: &mut [Value], superior: bool) -> Result<Values> {
    let own = cx.vm.current_function();
    for v in args.iter() {
        let other = named(cx, v)?;
        let (low, high) = if superior { (other.as_str(), &*own) } else { (&*own, other.as_str()) };
        let known = cx.session.classes.get(high);
        if known.is_some_and(|info| info.superior.iter().any(|s| **s == *low)) {
            return Err(Error::msg(format!("{}: opposite precedence already set for {own} and {other}", cx.name)));
        }
        cx.session.add_class(low, |info| {
            if !info.superior.iter().any(|s| **s == *high) {
                info.superior.push(Name::from(high));
            }
        });
    }
    Ok(Values::new())
}

/// `obj.name(args)`: one call of `subsref` for both steps.
fn subsref(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let name = named(cx, &args[1])?;
    let steps = [Step::Field(Name::from(name)), Step::Paren(args[2..].to_vec())];
    let args = vec![args[0].take(), index::described(&steps, cx.dialect())];
    Ok(Outcome::TailCall { function: cx.text("subsref"), args })
}

/// `__assign_inside__(root, steps, object, rest, value)`: what `root` is when the object at the end of the steps
/// has been assigned to by its class.
fn assign_inside(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let then = Then { phase: 0, state: vec![args[0].take(), args[1].take()] };
    let function = cx.text("subsasgn");
    Ok(Outcome::Call { function, args: args[2..5].to_vec(), nargout: 1, then })
}

fn assigned_inside(cx: &mut CallCx<'_>, mut r: Resume) -> Result<Outcome> {
    let new = r.input?.into_iter().next().unwrap_or_default();
    let path = steps(cx, &r.state[1])?;
    let mut root = r.state[0].take();
    index::set_path(&mut root, &path, new, cx.dialect())?;
    Ok(Outcome::Done(one(root)))
}

/// `__number_texts__(x)`: numbers as columns of tables show them.
fn number_texts(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    let digits = match cx.session.format.style {
        runmat_value::display::Style::Long if v.class() == runmat_value::Class::Single => 7,
        runmat_value::display::Style::Long => 15,
        _ => 5,
    };
    let text = |k: usize| -> Result<Value> {
        let x = index::get(v, &[Value::Num(k as f64 + 1.0)])?;
        let text = match &x {
            _ if x.class().is_integer() => runmat_value::display::one_line(&x, &cx.session.format),
            Value::C64(_) | Value::C32(_) => {
                let z = runmat_value::convert::complex_f64(&x).and_then(|z| z.first().copied()).unwrap_or_default();
                let sign = if z.im < 0.0 { '-' } else { '+' };
                format!("{} {sign} {}i", general(z.re, digits), general(z.im.abs(), digits))
            }
            _ => general(x.as_f64().unwrap_or(f64::NAN), digits),
        };
        Ok(cx.text(&text))
    };
    let texts = (0..v.numel()).map(text).collect::<Result<Vec<_>>>()?;
    Ok(NdArray::new(v.dims(), texts).into())
}

/// As `%.5g` prints it.
fn general(x: f64, digits: usize) -> String {
    if !x.is_finite() {
        return if x.is_nan() { "NaN".into() } else { format!("{}Inf", if x < 0.0 { "-" } else { "" }) };
    }
    runmat_value::text::c_format_f64(&runmat_value::text::NumberSpec::new('g').precision(digits), x)
}

fn class_methods(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let class = named(cx, &args[0])?;
    let names = cx.vm.methods_of(&class, cx.session);
    let names: Vec<Value> = names.iter().filter(|n| !n.starts_with("__")).map(|n| cx.text(n)).collect();
    Ok(NdArray::new(Dims::col(names.len()), names).into())
}
