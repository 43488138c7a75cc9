//! Conversions between classes by name: `double`, `int8`, `logical`, `cast`, `complex`.

use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::ops::broadcast::Fault;
use runmat_value::ops::kernels::{Slot, zip};
use runmat_value::{C32, C64, Class, Error, Result, Value, convert};

macro_rules! class {
    ($name:literal, $class:ident, $doc:literal) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            to(cx, &mut args[0], Class::$class)
        }
        Builtin::one($name, (1, 1), kernel).doc($doc)
    }};
}

/// All rows.
pub const TABLE: &[Builtin] = &[
    class!("double", Double, "double(x): x in double precision.").scalar1(Some),
    class!("single", Single, "single(x): x in single precision."),
    class!("int8", Int8, "int8(x): x rounded and saturated to 8 bits."),
    class!("int16", Int16, "int16(x): x rounded and saturated to 16 bits."),
    class!("int32", Int32, "int32(x): x rounded and saturated to 32 bits."),
    class!("int64", Int64, "int64(x): x rounded and saturated to 64 bits."),
    class!("uint8", Uint8, "uint8(x): x rounded and saturated to 8 bits without sign."),
    class!("uint16", Uint16, "uint16(x): x rounded and saturated to 16 bits without sign."),
    class!("uint32", Uint32, "uint32(x): x rounded and saturated to 32 bits without sign."),
    class!("uint64", Uint64, "uint64(x): x rounded and saturated to 64 bits without sign."),
    class!("logical", Logical, "logical(x): which elements are not zero."),
    Builtin::one("cast", (2, 3), cast).doc("cast(x, class): x in another class.\n    cast(3.7, 'int8')"),
    Builtin::one("complex", (1, 2), complex)
        .doc("complex(re, im): complex numbers from their parts.\n    complex(1, 0)"),
];

fn to(cx: &mut CallCx<'_>, v: &mut Value, class: Class) -> Result<Value> {
    if v.class() == class && !matches!(v, Value::Undef) {
        return Ok(v.take());
    }
    cx.charge(v.numel());
    convert::to_class(v, class, cx.dialect())
}

fn cast(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let form = match args {
        [_, like, p] if like.as_text().is_some_and(|t| t == "like") => Some((p.is_complex(), p.is_sparse())),
        _ => None,
    };
    let v = cast_class(cx, args)?;
    let Some((complex, sparse)) = form else { return Ok(v) };
    let v = if complex { widened(&v) } else { v };
    Ok(match (v.is_sparse(), sparse) {
        (false, true) => crate::linalg::solve::resparse(v),
        (true, false) => convert::to_dense(&v),
        _ => v,
    })
}

fn cast_class(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = match args {
        [_, like, prototype] if like.as_text().is_some_and(|t| t == "like") => prototype.class_name(),
        [_, name] => match name.as_text() {
            Some(name) => name,
            None => return Err(cx.fail("MATLAB:cast:invalidClass", "TYPE must be a string")),
        },
        _ => return Err(cx.invalid_call()),
    };
    let plain = |c: &Class| c.is_numeric() || matches!(c, Class::Logical | Class::Char);
    if cx.octave() && !plain(&args[0].class()) {
        let from = args[0].class_name();
        return Err(cx.fail("MATLAB:cast:invalidClass", &format!("type conversion from '{from}' is not supported")));
    }
    let class = Class::from_name(&name).filter(plain).ok_or_else(|| unsupported(cx, &name))?;
    to(cx, &mut args[0], class)
}

fn unsupported(cx: &CallCx<'_>, name: &str) -> Error {
    if cx.octave() {
        Error::msg(format!("cast: type conversion to '{name}' is not supported"))
    } else {
        Error::new("MATLAB:UndefinedFunction", format!("Unsupported data type for conversion: '{name}'."))
    }
}

/// Keeps the result complex even where all imaginary parts are zero.
fn complex(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    for v in args.iter() {
        let class = v.class();
        if v.is_undef() || !(class.is_numeric() || class == Class::Logical) {
            return Err(cx.fail("MATLAB:complex:invalidInput", "invalid conversion"));
        }
    }
    cx.charge(args[0].numel());
    let [re, im] = args else { return Ok(widened(&args[0])) };
    if re.is_complex() || im.is_complex() {
        return Err(cx.fail(
            "MATLAB:complex:RealInput",
            if cx.octave() { "invalid conversion" } else { "Real and imaginary parts must be real." },
        ));
    }
    let (da, db) = (re.dims(), im.dims());
    let sparse = re.is_sparse() || im.is_sparse();
    let result: Result<Value, Fault> = if re.class() == Class::Single || im.class() == Class::Single {
        zip(Slot::Ref(re).singles().view(), Slot::Ref(im).singles().view(), C32::new).map(|r| r.into_value())
    } else {
        zip(Slot::Ref(re).doubles().view(), Slot::Ref(im).doubles().view(), C64::new).map(|r| r.into_value())
    };
    if !da.is_scalar() && !db.is_scalar() && da != db {
        return Err(cx.fail("MATLAB:complex:SizeMismatch", "dimension mismatch"));
    }
    let result = result.map_err(|_| cx.fail("MATLAB:complex:SizeMismatch", "dimension mismatch"))?;
    Ok(if sparse { super::elementwise::to_sparse(&result) } else { result })
}

fn widened(v: &Value) -> Value {
    match v {
        _ if v.is_complex() => v.clone(),
        Value::Sparse(s) => Value::SparseComplex(s.map(|&x| C64::new(x, 0.0)).into()),
        _ if v.class() == Class::Single => convert::real_array(v).map(|&x| C32::new(x as f32, 0.0)).into(),
        _ => convert::complex_array(v).into(),
    }
}

/// A class named by an argument.
pub fn named_class(cx: &CallCx<'_>, v: &Value) -> Result<Class> {
    let name = args::text(cx, v, "CLASS")?;
    Class::from_name(&name).ok_or_else(|| unsupported(cx, &name))
}
