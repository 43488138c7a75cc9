//! Calls of exported functions, in as many slices as they take.
//!
//! Arrays are passed in steps, each a call of its own into the module: room is allocated for each array, the function
//! is called, the room is given back. A call stops where its slice is used up, or where the module calls one of its
//! imports; then it lies, as it stands, in a value of the builtin's state.

use super::instance::{ImportCalled, Instance, failure, share};
use super::{carried, carry, instance, values};
use crate::args;
use runmat_ignition::{CallCx, Outcome, Resume, Then, Values};
use runmat_value::function::{Code, Stays};
use runmat_value::{Error, Result, Value};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use wasmi::{ResumableCall, ResumableCallHostTrap, ResumableCallOutOfFuel, Val, ValType};

/// An argument on its way in.
enum Argument {
    Number(Val),
    Array { array: values::Bytes, at: u32 },
}

/// Which function of the module is called.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stage {
    /// The allocator, for the array of this number.
    Alloc(usize),
    /// The function itself.
    Main,
    /// What gives room back, for the array of this number.
    Free(usize),
    Over,
}

/// Where a call stands inside of the module.
enum Stand {
    /// Not inside.
    Outside,
    /// Between two instructions.
    OutOfFuel(ResumableCallOutOfFuel),
    /// In an import.
    Import(ResumableCallHostTrap, usize),
}

/// A call under way.
struct Call {
    instance: Arc<Instance>,
    export: usize,
    args: Vec<Argument>,
    stage: Stage,
    stand: Stand,
    outputs: Vec<Val>,
    results: Values,
}

/// A call as something that values can hold.
pub(super) struct Suspended(Mutex<Option<Call>>);

impl fmt::Debug for Suspended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Suspended")
    }
}

impl Code for Suspended {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
    fn stays(&self) -> Stays {
        Stays::Forever("a WebAssembly module")
    }
}

pub(super) fn start(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Outcome> {
    let instance = instance(cx, &list[0])?;
    let name = args::text(cx, &list[1], "name")?;
    let Some(export) = instance.find(&name) else {
        let text = format!("The module exports no function '{name}'.");
        return Err(Error::new("RunMat:WasmExport", text));
    };
    let args = arguments(cx, &instance, export, &list[2..])?;
    {
        let mut state = instance.state();
        if state.current.upgrade().is_some() {
            let text = "Another task is in the middle of a call of this module.";
            return Err(Error::new("RunMat:WasmBusy", text));
        }
        state.limit(cx);
    }
    let mut call = Call {
        instance,
        export,
        args,
        stage: Stage::Over,
        stand: Stand::Outside,
        outputs: Vec::new(),
        results: Values::new(),
    };
    call.stage = call.next_array(0).map_or(Stage::Main, Stage::Alloc);
    call.go_on(cx, None)
}

pub(super) fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let held = r.state.first().and_then(carried::<Suspended>);
    let call = held.and_then(|s| s.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    drop(r.state);
    let call = call.ok_or_else(|| Error::internal("a call into a module was lost"))?;
    call.go_on(cx, Some(r.input?))
}

/// Fits arguments to the parameters of a function.
fn arguments(cx: &mut CallCx<'_>, instance: &Instance, export: usize, given: &[Value]) -> Result<Vec<Argument>> {
    let signature = &instance.exports[export];
    let wrong = |text: String| Error::new("RunMat:WasmArgument", text);
    if !signature.params.iter().chain(&signature.results).all(values::is_number) {
        return Err(wrong(format!("{signature} takes or gives something else than numbers.")));
    }
    let ways = fits(&signature.params, given);
    let plan = match ways.as_slice() {
        [] => {
            let text = format!("{} arguments do not fit {signature}; an array takes two parameters.", given.len());
            return Err(wrong(text));
        }
        [plan] => plan,
        _ => {
            let text = format!(
                "It is not clear which arguments of {signature} are arrays: write {{x}} for an array of one number."
            );
            return Err(wrong(text));
        }
    };
    let mut params = signature.params.iter();
    let mut list = Vec::new();
    for (k, (v, &is_array)) in given.iter().zip(plan).enumerate() {
        if is_array {
            let v = boxed(v).unwrap_or(v);
            let array = values::to_bytes(cx, v)?;
            cx.charge(array.bytes.len() / 4);
            params.nth(1);
            list.push(Argument::Array { array, at: 0 });
        } else {
            let t = params.next().expect("the plan fits");
            list.push(Argument::Number(values::to_wasm(v, t, &format!("Argument {} of {signature}", k + 1))?));
        }
    }
    Ok(list)
}

/// `{x}`: x, to be passed as an array.
fn boxed(v: &Value) -> Option<&Value> {
    match v {
        Value::Cell(c) if c.len() == 1 => c.data().first(),
        _ => None,
    }
}

/// The ways in which values fit parameters, two at most: which values are passed as arrays.
fn fits(params: &[ValType], given: &[Value]) -> Vec<Vec<bool>> {
    // From the back: the ways in which the values from k on fit the parameters from p on.
    let pairs = params.len().checked_sub(given.len());
    let Some(mut left) = pairs else { return Vec::new() };
    let is_array = |v: &Value| boxed(v).is_some() || v.is_char() || matches!(v, Value::Strings(_)) || !v.is_scalar();
    let certain = given.iter().filter(|v| is_array(v)).count();
    let Some(open) = left.checked_sub(certain) else { return Vec::new() };
    let mut plan: Vec<bool> = given.iter().map(is_array).collect();
    if open > 0 {
        let scalars = given.len() - certain;
        if open == scalars {
            plan.fill(true);
        } else {
            return guess(params, given, &plan, open);
        }
    }
    let mut p = 0;
    for &array in &plan {
        if array {
            if params[p..].len() < 2 || params[p] != ValType::I32 || params[p + 1] != ValType::I32 {
                return Vec::new();
            }
            left -= 1;
        }
        p += 1 + array as usize;
    }
    if p == params.len() && left == 0 { vec![plan] } else { Vec::new() }
}

/// Tries which numbers could be arrays of one, where some but not all must be.
fn guess(params: &[ValType], given: &[Value], certain: &[bool], open: usize) -> Vec<Vec<bool>> {
    fn walk(params: &[ValType], certain: &[bool], open: usize, plan: &mut Vec<bool>, found: &mut Vec<Vec<bool>>) {
        let Some((&must, rest)) = certain.split_first() else {
            if params.is_empty() && open == 0 {
                found.push(plan.clone());
            }
            return;
        };
        let pair = params.len() >= 2 && params[0] == ValType::I32 && params[1] == ValType::I32;
        for array in [false, true] {
            let possible = if array { pair && (must || open > 0) } else { !must && !params.is_empty() };
            if possible && found.len() < 2 {
                plan.push(array);
                let left = open - (array && !must) as usize;
                walk(&params[1 + array as usize..], rest, left, plan, found);
                plan.pop();
            }
        }
    }
    let mut found = Vec::new();
    walk(params, certain, open, &mut Vec::with_capacity(given.len()), &mut found);
    found
}

impl Call {
    /// The next array at or after this argument.
    fn next_array(&self, from: usize) -> Option<usize> {
        (from..self.args.len()).find(|&k| matches!(self.args[k], Argument::Array { .. }))
    }

    /// The exported function of this name that takes so many numbers and gives so many.
    fn helper(&self, names: [&str; 2], params: [usize; 2], results: usize) -> Option<usize> {
        names.iter().find_map(|name| {
            let k = self.instance.find(name)?;
            let f = &self.instance.exports[k];
            let fits = params.contains(&f.params.len()) && f.results.len() == results;
            (fits && f.params.iter().chain(&f.results).all(|t| *t == ValType::I32)).then_some(k)
        })
    }

    /// The function to call now, and what with.
    fn entry(&self) -> Result<(usize, Vec<Val>)> {
        let array = |k: usize| match &self.args[k] {
            Argument::Array { array, at } => (*at, array.bytes.len()),
            Argument::Number(_) => (0, 0),
        };
        Ok(match self.stage {
            Stage::Alloc(k) => {
                let Some(alloc) = self.helper(["alloc", "malloc"], [1, 1], 1) else {
                    let text =
                        "The module takes no arrays: it exports neither alloc(i32) -> i32 nor malloc(i32) -> i32.";
                    return Err(Error::new("RunMat:WasmMemory", text));
                };
                let bytes = u32::try_from(array(k).1).map_err(|_| {
                    Error::new("RunMat:WasmMemory", "The array is larger than a module's memory can be.")
                })?;
                (alloc, vec![Val::I32(bytes as i32)])
            }
            Stage::Free(k) => {
                let free = self.helper(["free", "dealloc"], [1, 2], 0).ok_or_else(|| Error::internal("no free"))?;
                let (at, bytes) = array(k);
                let both = [Val::I32(at as i32), Val::I32(bytes as u32 as i32)];
                (free, both[..self.instance.exports[free].params.len()].to_vec())
            }
            Stage::Main | Stage::Over => {
                let mut list = Vec::new();
                for a in &self.args {
                    match a {
                        Argument::Number(x) => list.push(x.clone()),
                        Argument::Array { array, at } => {
                            list.extend([Val::I32(*at as i32), Val::I32(array.count as u32 as i32)])
                        }
                    }
                }
                (self.export, list)
            }
        })
    }

    /// Goes on until the call is over or has to stop; `answer` is what an import has given.
    fn go_on(mut self, cx: &mut CallCx<'_>, mut answer: Option<Values>) -> Result<Outcome> {
        loop {
            if self.stage == Stage::Over {
                return Ok(Outcome::Done(self.results));
            }
            match self.step(cx, answer.take())? {
                ResumableCall::Finished => self.finish(cx)?,
                ResumableCall::OutOfFuel(at) => {
                    self.stand = Stand::OutOfFuel(at);
                    if cx.meter.should_yield() {
                        return Ok(Outcome::Yield(self.suspend()));
                    }
                }
                ResumableCall::HostTrap(at) => return self.call_import(at),
            }
        }
    }

    /// Runs the module until it stops, and charges what it has used.
    fn step(&mut self, cx: &mut CallCx<'_>, answer: Option<Values>) -> Result<ResumableCall> {
        let instance = self.instance.clone();
        let mut state = instance.state();
        let mut fuel = cx.meter.budget.max(1) as u64;
        let stand = std::mem::replace(&mut self.stand, Stand::Outside);
        if let Stand::OutOfFuel(at) = &stand {
            fuel = fuel.max(at.required_fuel());
        }
        let _metered = state.store.set_fuel(fuel);
        let result = match stand {
            Stand::Outside => {
                let (function, inputs) = self.entry()?;
                let results = &instance.exports[function].results;
                self.outputs = results.iter().map(values::zero).collect();
                state.function(function).call_resumable(&mut state.store, &inputs, &mut self.outputs)
            }
            Stand::OutOfFuel(at) => at.resume(&mut state.store, &mut self.outputs),
            Stand::Import(at, index) => {
                let given = self.answers(index, answer.unwrap_or_default())?;
                at.resume(&mut state.store, &given, &mut self.outputs)
            }
        };
        let left = state.store.get_fuel().unwrap_or(0);
        cx.meter.charge((fuel - left.min(fuel)) as usize);
        result.map_err(|e| failure(&state, &self.instance.exports[self.export].name, &e))
    }

    /// What an import has given, as the module wants it.
    fn answers(&self, index: usize, values: Values) -> Result<Vec<Val>> {
        let signature = &self.instance.imports[index].signature;
        if values.len() < signature.results.len() {
            let text = format!("The function called as {signature} has given {} results.", values.len());
            return Err(Error::new("RunMat:WasmArgument", text));
        }
        let what = format!("The result of the function called as {signature}");
        signature.results.iter().zip(&values).map(|(t, v)| values::to_wasm(v, t, &what)).collect()
    }

    /// Has the machine call what an import stands for.
    fn call_import(mut self, at: ResumableCallHostTrap) -> Result<Outcome> {
        let Some(called) = at.host_error().downcast_ref::<ImportCalled>() else {
            return Err(Error::internal("a module has stopped without a reason"));
        };
        let import = &self.instance.imports[called.index];
        let (function, nargout) = (import.function.clone(), import.signature.results.len());
        let args = called.args.iter().map(values::from_wasm).collect();
        let index = called.index;
        self.stand = Stand::Import(at, index);
        Ok(Outcome::Call { function, args, nargout, then: self.suspend() })
    }

    /// Puts the call away.
    fn suspend(self) -> Then {
        let instance = self.instance.clone();
        let held = Arc::new(Suspended(Mutex::new(Some(self))));
        instance.state().current = Arc::downgrade(&held);
        Then { phase: 0, state: vec![carry("wasm.Call", held), share(&instance)] }
    }

    /// A function of the module has returned.
    fn finish(&mut self, cx: &mut CallCx<'_>) -> Result<()> {
        self.stage = match self.stage {
            Stage::Alloc(k) => {
                let (Some(Val::I32(place)), Argument::Array { array, at }) = (self.outputs.first(), &mut self.args[k])
                else {
                    return Err(Error::internal("an allocator without a result"));
                };
                *at = *place as u32;
                if *at == 0 && array.count > 0 {
                    return Err(Error::new("RunMat:WasmMemory", "The module's allocator has no room."));
                }
                self.instance.write(*at as usize, &array.bytes)?;
                self.next_array(k + 1).map_or(Stage::Main, Stage::Alloc)
            }
            Stage::Main => {
                self.take_results(cx)?;
                let frees = self.helper(["free", "dealloc"], [1, 2], 0).is_some();
                self.next_array(0).filter(|_| frees).map_or(Stage::Over, Stage::Free)
            }
            Stage::Free(k) => self.next_array(k + 1).map_or(Stage::Over, Stage::Free),
            Stage::Over => Stage::Over,
        };
        Ok(())
    }

    fn take_results(&mut self, cx: &mut CallCx<'_>) -> Result<()> {
        if !self.outputs.is_empty() {
            self.results = self.outputs.iter().map(values::from_wasm).collect();
            return Ok(());
        }
        for a in &self.args {
            let Argument::Array { array, at } = a else { continue };
            let bytes = self.instance.read(*at as usize, array.bytes.len())?;
            cx.charge(array.count);
            self.results.push(values::from_bytes(&array.class, array.dims.clone(), &bytes, cx.dialect()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fit_parameters_in_one_way_or_are_refused() {
        use ValType::{F64, I32};
        let (x, a, boxed) = (Value::Num(1.0), Value::row(vec![1.0, 2.0]), Value::cell_row(vec![Value::Num(5.0)]));
        let ways = |params: &[ValType], given: &[&Value]| {
            let given: Vec<Value> = given.iter().map(|v| (*v).clone()).collect();
            fits(params, &given)
        };
        assert_eq!(ways(&[I32, F64], &[&x, &x]), [[false, false]]);
        assert_eq!(ways(&[I32, I32, F64], &[&a, &x]), [[true, false]]);
        assert_eq!(ways(&[I32, I32, F64], &[&x, &x]), [[true, false]]);
        assert_eq!(ways(&[I32, I32, I32, I32], &[&x, &a]), [[true, true]]);
        assert_eq!(ways(&[I32, I32, I32], &[&x, &x]).len(), 2);
        assert_eq!(ways(&[I32, I32, I32], &[&boxed, &x]), [[true, false]]);
        assert_eq!(ways(&[I32, I32, I32], &[&x, &boxed]), [[false, true]]);
        for (params, given) in
            [(&[I32][..], &[&x, &x][..]), (&[I32, I32], &[&x]), (&[F64, I32], &[&a]), (&[I32], &[&a])]
        {
            assert!(ways(params, given).len() != 1 || params.len() == 2 && given.len() == 1, "{params:?}");
        }
        assert_eq!(ways(&[F64], &[&a]), Vec::<Vec<bool>>::new());
    }
}
