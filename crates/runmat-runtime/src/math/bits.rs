//! Bit operations on integers and on doubles with whole values.

use super::pairs::with_integer;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::ops::broadcast::Fault;
use runmat_value::ops::integer::IntElement;
use runmat_value::ops::kernels::{Out, zip};
use runmat_value::{Class, Error, NdArray, Result, Value, convert};

macro_rules! bitwise {
    ($name:literal, $op:tt, $doc:literal) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            combine(cx, args, |x, y| x $op y)
        }
        Builtin::one($name, (2, 3), kernel).doc($doc)
    }};
}

/// All rows.
pub const TABLE: &[Builtin] = &[
    bitwise!("bitand", &, "bitand(x, y): bits set in both.\n    bitand(12, 10)"),
    bitwise!("bitor", |, "bitor(x, y): bits set in either.\n    bitor(12, 10)"),
    bitwise!("bitxor", ^, "bitxor(x, y): bits set in exactly one.\n    bitxor(12, 10)"),
    Builtin::one("bitshift", (2, 3), bitshift)
        .doc("bitshift(x, n): x with its bits moved n places up (down where n < 0).\n    bitshift(1, 4)"),
];

fn combine(cx: &mut CallCx<'_>, args: &mut [Value], f: fn(u64, u64) -> u64) -> Result<Value> {
    if args.len() == 3 && cx.octave() {
        return Err(cx.invalid_call());
    }
    let (a, b) = (&args[0], &args[1]);
    cx.charge(a.numel().max(b.numel()));
    let usable =
        |v: &Value| !v.is_undef() && !v.is_complex() && (v.class().is_numeric() || v.class() == Class::Logical);
    if !usable(a) || !usable(b) {
        return Err(cx.fail(
            "MATLAB:bitops:invalidInput",
            if cx.octave() { "invalid operand type" } else { "Operands must be numeric." },
        ));
    }
    let class = match (a.class(), b.class()) {
        (x, y) if x == y => x,
        (x, y) if x.is_integer() && y.is_integer() => {
            let text =
                if cx.octave() { "must have matching operand types" } else { "Integers must be of the same class." };
            return Err(cx.fail("MATLAB:bitops:mixedClasses", text));
        }
        (x, _) if x.is_integer() => x,
        (_, y) if y.is_integer() => y,
        (Class::Single, _) | (_, Class::Single) => Class::Single,
        _ => Class::Double,
    };
    if !cx.octave() {
        for v in [a, b] {
            check_whole(cx, v)?;
        }
    }
    let (da, db) = (a.dims(), b.dims());
    if !da.is_scalar() && !db.is_scalar() && da != db && cx.octave() {
        return Err(cx.fail("MATLAB:bitops:size", "size of X and Y must match, or one operand must be a scalar"));
    }
    let (x, y) = (bits(a), bits(b));
    let out = zip(x.view(), y.view(), f).map_err(|e: Fault| super::pairs::fault(cx, e))?;
    let out = match out {
        Out::Scalar(x) => NdArray::new(runmat_value::Dims::scalar(), vec![x]),
        Out::Array(a) => a,
    };
    Ok(from_bits(out, class))
}

/// MATLAB refuses numbers that are no whole numbers, or negative ones.
fn check_whole(cx: &CallCx<'_>, v: &Value) -> Result<()> {
    let fine = !v.class().is_float()
        || convert::real_array(v).data().iter().all(|&x| x >= 0.0 && x == x.trunc() && x <= 18446744073709551615.0);
    if fine {
        return Ok(());
    }
    Err(Error::new("MATLAB:bitops:outOfRange", "Double inputs must have integer values in the range of ASSUMEDTYPE.")
        .in_function(cx.name))
}

/// The elements as patterns of 64 bits; signed ones extended.
fn bits(v: &Value) -> NdArray<u64> {
    let data = if v.class().is_integer() {
        convert::exact_integers(v).into_iter().map(|x| x as u64).collect()
    } else {
        convert::real_array(v).data().iter().map(|&x| u64::from_f64(x)).collect()
    };
    NdArray::new(v.dims(), data)
}

fn from_bits(a: NdArray<u64>, class: Class) -> Value {
    match class {
        Class::Logical => a.map(|&x| x != 0).into(),
        Class::Single => a.map(|&x| x as f32).into(),
        Class::Double => a.map(|&x| x as f64).into(),
        _ => with_integer!(class, T => a.map(|&x| x as T).into()),
    }
}

fn bitshift(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if let Some(name) = args.get(2).and_then(Value::as_text).filter(|_| !cx.octave()) {
        // A double that stands for an integer of another class.
        let class = Class::from_name(&name).filter(|c| c.is_integer());
        let class =
            class.ok_or_else(|| cx.fail("MATLAB:bitops:assumedType", "ASSUMEDTYPE must be an integer type name."))?;
        let from = args[0].class();
        let assumed = convert::to_class(&args[0], class, cx.dialect())?;
        let shifted = bitshift(cx, &mut [assumed, args[1].clone()])?;
        return convert::to_class(&shifted, from, cx.dialect());
    }
    let (a, n) = (&args[0], &args[1]);
    cx.charge(a.numel().max(n.numel()));
    let class = a.class();
    if a.is_undef() || a.is_complex() || !class.is_numeric() {
        return Err(cx.fail("MATLAB:bitops:invalidInput", &format!("not defined for {} objects", a.class_name())));
    }
    if !cx.octave() {
        check_whole(cx, a)?;
    }
    let steps = convert::try_real_array(n)
        .filter(|s| s.data().iter().all(|&k| k == k.trunc()))
        .ok_or_else(|| cx.fail("MATLAB:bitops:invalidInput", "K must be a scalar or array of integers"))?;
    let (da, db) = (a.dims(), n.dims());
    if !da.is_scalar() && !db.is_scalar() && da != db {
        let text = "size of A and N must match, or one operand must be a scalar";
        return Err(cx.fail("MATLAB:bitops:size", text));
    }
    let kept = match args.get(2) {
        Some(v) if cx.octave() => {
            let n = v.as_f64().filter(|&n| n >= 0.0);
            Some(n.ok_or_else(|| cx.fail("", "N must be an integer"))? as u32)
        }
        _ => None,
    };
    let width = match class {
        Class::Double => 53,
        Class::Single => 24,
        _ => 64,
    };
    let keep = kept.filter(|&k| k < width).map_or(u64::MAX, |k| (1 << k) - 1);
    if class.is_float() {
        let keep = keep & ((1 << width) - 1);
        let x = convert::real_array(a);
        let r = zip(x.view(), steps.view(), |x, n| shift_float(x, n, keep)).map_err(|e| super::pairs::fault(cx, e))?;
        let r = r.into_value();
        return if class == Class::Single { convert::to_class(&r, class, cx.dialect()) } else { Ok(r) };
    }
    with_integer!(class, T => {
        use runmat_value::Element;
        let x = T::view(a).expect("operand of the class looked up");
        let f = |x: T, n: f64| shift_integer(x as i128, n, keep, T::BITS) as T;
        zip(x, steps.view(), f).map(|r| r.into_value()).map_err(|e| super::pairs::fault(cx, e))
    })
}

fn shift_float(x: f64, n: f64, keep: u64) -> f64 {
    let (sign, m) = (if x < 0.0 { -1.0 } else { 1.0 }, x.abs() as u64);
    sign * shifted(m, n, keep) as f64
}

fn shifted(m: u64, n: f64, keep: u64) -> u64 {
    if n >= 64.0 || n <= -64.0 {
        0
    } else if n >= 0.0 {
        (m << n as u32) & keep
    } else {
        (m >> (-n) as u32) & keep
    }
}

fn shift_integer(x: i128, n: f64, keep: u64, width: u32) -> i128 {
    if n.abs() >= width as f64 {
        return 0;
    }
    let y = if n >= 0.0 { x << n as u32 } else { x >> (-n) as u32 };
    y & (if keep == u64::MAX { -1 } else { keep as i128 })
}
