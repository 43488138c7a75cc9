//! `inputParser`: the object; what it does is written in the language (`library/arguments`).

use runmat_ignition::CallCx;
use runmat_value::object::HandleObject;
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Name, NdArray, Result, Value};
use std::sync::{Arc, Mutex};

/// `inputParser()`.
pub fn construct(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Value> {
    let declared = ["name", "kind", "default", "check"].map(Name::from).to_vec();
    let none = || Value::from(NdArray::<Value>::new(Dims::empty(), Vec::new()));
    let fields = StructArray::from_fields([
        ("CaseSensitive", Value::Bool(false)),
        ("FunctionName", cx.text("")),
        ("KeepUnmatched", Value::Bool(false)),
        ("PartialMatching", Value::Bool(!cx.octave())),
        ("StructExpand", Value::Bool(true)),
        ("Parameters", none()),
        ("Results", StructArray::scalar().into()),
        ("Unmatched", StructArray::scalar().into()),
        ("UsingDefaults", none()),
        ("Definition__", StructArray::with_dims(Dims::empty(), declared).into()),
    ]);
    let object = HandleObject { class: Name::from("inputParser"), fields: Mutex::new(fields) };
    Ok(Value::Handle(Arc::new(object)))
}

/// What `disp` shows of one.
pub fn shown(h: &HandleObject) -> String {
    let fields = h.fields.lock().unwrap();
    let truth = |name: &str| match fields.field(name) {
        Some(v) if v.is_char() => !v.is_empty(),
        Some(v) => v.as_f64().is_some_and(|x| x != 0.0),
        None => false,
    };
    let mut text = String::from("inputParser object with properties:\n\n");
    for (name, label) in [
        ("CaseSensitive", "   CaseSensitive   : "),
        ("FunctionName", "   FunctionName    : "),
        ("KeepUnmatched", "   KeepUnmatched   : "),
        ("PartialMatching", "   PartialMatching : "),
        ("StructExpand", "   StructExpand    : "),
    ] {
        text.push_str(&format!("{label}{}\n", truth(name)));
    }
    let names: Vec<String> = match fields.field("Parameters") {
        Some(Value::Cell(c)) => c.data().iter().filter_map(Value::as_text).collect(),
        _ => Vec::new(),
    };
    text.push_str(&format!("\nDefined parameters:\n\n   {{{}}}\n", names.join(", ")));
    text
}

/// `__display__(name, object)`.
pub fn display(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<runmat_ignition::Values> {
    let name = args[0].as_text().unwrap_or_default();
    let text = match &args[1] {
        Value::Handle(h) if &*h.class == "inputParser" => format!("{name} =\n\n{}\n", shown(h)),
        Value::Object(o) if cx.octave() => format!("{name} =\n\n  <class {}>\n\n", o.class),
        v => {
            let fields: StructArray = match v {
                Value::Handle(h) => h.fields.lock().unwrap().clone(),
                Value::Object(o) => o.fields.clone(),
                _ => StructArray::scalar(),
            };
            let shown = runmat_value::display::disp(&fields.into(), &cx.session.format, cx.session.dialect);
            format!("{name} =\n\n  {} with properties:\n\n{shown}\n", v.class_name())
        }
    };
    cx.session.output.print(&text);
    Ok(runmat_ignition::Values::new())
}
