//! `max` and `min` by a comparison method: by absolute value or by real part.

use super::super::support::{gather, option_text};
use super::extreme::extreme;
use runmat_ignition::{CallCx, Values};
use runmat_value::{C64, Element, Error, NdArray, Result, Value, convert};

/// Takes `"ComparisonMethod", method` out of the arguments; what is compared in place of the elements, unless that is
/// the usual.
pub fn taken(cx: &CallCx<'_>, args: &[Value]) -> Result<Option<(Vec<Value>, fn(C64) -> f64)>> {
    let named = |v: &Value| option_text(v).is_some_and(|t| t.eq_ignore_ascii_case("comparisonmethod"));
    let Some(at) = args.iter().position(named).filter(|&at| at > 0 && !cx.octave()) else { return Ok(None) };
    let method = args.get(at + 1).and_then(option_text).unwrap_or_default().to_ascii_lowercase();
    let complex = args.iter().any(Value::is_complex);
    let key: fn(C64) -> f64 = match method.as_str() {
        "abs" => |z| z.norm(),
        "auto" if complex => |z| z.norm(),
        "auto" | "real" => |z| z.re,
        _ => {
            let text = "Comparison method must be 'auto', 'real', or 'abs'.";
            return Err(Error::new("MATLAB:unknownComparisonMethod", text));
        }
    };
    let rest = args.iter().enumerate().filter(|(k, _)| *k != at && *k != at + 1).map(|(_, v)| v.clone());
    Ok(Some((rest.collect(), key)))
}

fn keys(v: &Value, key: fn(C64) -> f64) -> Value {
    let dense = convert::to_dense(v);
    let complex = match C64::view(&dense) {
        Some(a) => a.data().iter().map(|&z| key(z)).collect(),
        None => convert::to_f64_vec(&dense).unwrap_or_default().iter().map(|&x| key(C64::new(x, 0.0))).collect(),
    };
    NdArray::<f64>::new(v.dims(), complex).into()
}

/// The extreme elements of one array: where the keys are extreme.
pub fn extreme_by(cx: &mut CallCx<'_>, mut args: Vec<Value>, most: bool, key: fn(C64) -> f64) -> Result<Values> {
    if args.len() > 1 && !args[1].is_empty() && option_text(&args[1]).is_none() {
        return between(cx, args, most, key);
    }
    if args.len() == 2 && args[1].is_empty() {
        args.pop();
    }
    let source = std::mem::replace(&mut args[0], Value::Undef);
    args[0] = keys(&source, key);
    let wanted = std::mem::replace(&mut cx.nargout, 2);
    let mut linear = args.clone();
    linear.push(Value::text("linear"));
    let found = extreme(cx, &mut args, most).and_then(|found| Ok((found, extreme(cx, &mut linear, most)?)));
    cx.nargout = wanted;
    let (found, linear) = found?;
    let places = convert::to_f64_vec(&linear[1]).unwrap_or_default();
    let places: Vec<usize> = places.iter().map(|&k| k as usize - 1).collect();
    let picked = gather(&source, linear[1].dims(), &places);
    Ok([picked].into_iter().chain(found.into_iter().skip(1).take(wanted.saturating_sub(1))).collect())
}

/// Element by element, the one of two whose key is the more extreme; the first where they are the same.
fn between(cx: &mut CallCx<'_>, args: Vec<Value>, most: bool, key: fn(C64) -> f64) -> Result<Values> {
    let (a, b) = (&args[0], &args[1]);
    let mut both = vec![keys(a, key), keys(b, key)];
    both.extend_from_slice(&args[2..]);
    let best = extreme(cx, &mut both, most)?.remove(0);
    let fits = |v: &Value| v.is_scalar() || v.dims() == best.dims();
    if !fits(a) || !fits(b) {
        return Err(Error::new("MATLAB:sizeDimensionsMustMatch", "Arrays have incompatible sizes for this operation."));
    }
    let all = runmat_value::concat::vertcat(&[column(a), column(b)], cx.dialect())?;
    let best_keys = convert::to_f64_vec(&best).unwrap_or_default();
    let first = convert::to_f64_vec(&keys(a, key)).unwrap_or_default();
    let place = |v: &Value, k: usize| if v.is_scalar() { 0 } else { k };
    let from = |(k, best): (usize, &f64)| match first[place(a, k)] == *best {
        true => place(a, k),
        false => first.len() + place(b, k),
    };
    let places: Vec<usize> = best_keys.iter().enumerate().map(from).collect();
    Ok(runmat_ignition::one(gather(&all, best.dims(), &places)))
}

fn column(v: &Value) -> Value {
    super::super::support::reshape_to(convert::to_dense(v), runmat_value::Dims::col(v.numel()))
}
