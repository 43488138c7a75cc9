//! Tasks: functions that run when others wait.
//!
//! Only the primitives are here; what can be said with them is in `library/tasks`.

use crate::args;
use runmat_async::{PendingInteraction, Priority, TaskId};
use runmat_ignition::builtin::one;
use runmat_ignition::vm::tasks::TaskOptions;
use runmat_ignition::{Builtin, CallCx, MANY, Outcome, Resume, Scope, Then, Values};
use runmat_value::object::HandleObject;
use runmat_value::{Error, ErrorKind, Name, NdArray, Result, Value};
use std::sync::Arc;
use std::time::Duration;

/// The rows.
pub const TABLE: &[Builtin] = &[
    Builtin::many("__task__", (1, 1), 1, lazy).doc("__task__(f): a task that calls f once it is awaited or spawned."),
    Builtin::many("__future__", (3, MANY), 1, future)
        .doc("__future__(class, f, nargout, arguments, …): a started task that outlives its function."),
    Builtin::many("__handle__", (2, 2), 1, handle).doc("__handle__(class, s): an object whose copies are the same."),
    Builtin::steps("__wait_tasks__", (2, 3), 0, wait_tasks, waited)
        .doc("__wait_tasks__(tasks, any, seconds): waits for all tasks of a cell or any of them, at most so long."),
    Builtin::many("spawn", (1, MANY), 1, spawn).doc(
        "t = spawn(task, name, value, …): starts a task or a function; goes on without waiting for it. Names: Priority ('idle', 'low', 'normal', 'high', 'urgent'), Fuel, Outputs, Weight (its part of the time among those of its priority that have one).\n    t = spawn(@() 1 + 1);\n    await(t)",
    ),
    Builtin::many("__parfor_ready__", (5, 5), 1, parfor_ready)
        .doc("__parfor_ready__(range, sliced, set, variables, functions): whether the passes of a loop may run apart."),
    Builtin::many("__parfor_values__", (1, 1), 1, parfor_values)
        .doc("__parfor_values__(names): variables of the calling function, each in a cell; an empty one for one that is not set."),
    Builtin::many("__workers__", (0, 0), 1, |cx, _| Ok(one(Value::Num(cx.session.workers as f64))))
        .doc("__workers__(): the number of threads for parfeval and parfor."),
    Builtin::steps("await", (1, 1), MANY, begin_await, awaited)
        .doc("[a, b, …] = await(task): waits for a task and gives its results; its error is raised here.\n    await(spawn(@() 42))"),
    Builtin::steps("yield", (0, 0), 0, yield_turn, waited).doc("yield(): lets other tasks that are ready have their turn."),
    Builtin::steps("sleep_ms", (1, 1), 0, sleep_ms, waited)
        .doc("sleep_ms(n): waits n milliseconds; other tasks run meanwhile.\n    sleep_ms(1)"),
    Builtin::many("promise", (0, 0), 1, promise)
        .doc("p = promise(): a task without code, which resolve or reject end.\n    p = promise();\n    resolve(p, 3);\n    await(p)"),
    Builtin::many("resolve", (1, MANY), 1, resolve).doc("resolve(p, value, …): ends a promise with results. False when it has ended before."),
    Builtin::many("reject", (2, 2), 1, reject).doc("reject(p, error): ends a promise with an error."),
    Builtin::many("__cancel_task__", (1, 1), 1, cancel).doc("__cancel_task__(t): cancels a task. False when it is over."),
    Builtin::steps("__host_call__", (1, MANY), MANY, host_call, host_answered)
        .doc("__host_call__(name, …): calls a function that the host provides, and waits for its results."),
    Builtin::one("__task_list__", (1, 1), list)
        .impure()
        .doc("__task_list__(x): the tasks of a cell or an array as a cell of the same size."),
    Builtin::one("istask", (1, 1), is_task).impure().doc("istask(x): whether x is a task, a future or a promise."),
];

/// Whether the object has the properties of a task.
fn task(v: &Value) -> Option<&Arc<HandleObject>> {
    match v {
        Value::Handle(h) if h.fields.lock().unwrap().position("OutputArguments").is_some() => Some(h),
        _ => None,
    }
}

fn expect_task<'a>(cx: &CallCx<'_>, v: &'a Value) -> Result<&'a Arc<HandleObject>> {
    task(v).ok_or_else(|| {
        let text = format!("{}: a task is needed, not a value of class {}", cx.name, v.class_name());
        Error::new("RunMat:NotATask", text)
    })
}

fn host_call(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let name = args::text(cx, &args[0], "name")?;
    if name.contains(':') {
        // Names that the engine keeps to itself.
        return Err(Error::new("RunMat:NoHostFunction", format!("The host does not provide '{name}'.")));
    }
    let state = args[1..].iter_mut().map(Value::take).collect();
    Ok(Outcome::Suspend { request: PendingInteraction::Host { name }, then: Then { phase: 0, state } })
}

fn host_answered(_: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    r.input.map(Outcome::Done)
}

fn list(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let whole = match &args[0] {
        Value::Cell(c) => c.clone(),
        Value::Object(o) => match o.handles() {
            Some(all) => Arc::new(NdArray::new(o.fields.dims().clone(), all.to_vec())),
            None => Arc::new(NdArray::row(vec![args[0].clone()])),
        },
        v if v.is_empty() => Arc::new(NdArray::empty()),
        v => Arc::new(NdArray::row(vec![v.clone()])),
    };
    whole.data().iter().try_for_each(|v| expect_task(cx, v).map(|_| ()))?;
    Ok(Value::Cell(whole))
}

fn is_task(_: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(task(&args[0]).is_some()))
}

fn lazy(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    Ok(one(cx.vm.tasks().make(Some((args[0].take(), Vec::new())), TaskOptions::default())))
}

fn future(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let class = args::text(cx, &args[0], "class")?;
    let count = outputs(cx, &args[2])?;
    let rest: Vec<Value> = args[3..].iter_mut().map(Value::take).collect();
    let options = TaskOptions {
        isolated: class == "parallel.FevalFuture",
        class: Name::from(class.as_str()),
        nargout: count as u16,
        detached: true,
        properties: vec![
            (Name::from("Function"), args[1].clone()),
            (Name::from("NumOutputArguments"), Value::Num(count as f64)),
            (
                Name::from("InputArguments"),
                if rest.is_empty() { Value::cell_row(Vec::new()) } else { Value::cell_row(rest.clone()) },
            ),
            (Name::from("Read"), Value::Bool(false)),
        ],
        ..TaskOptions::default()
    };
    let function = args[1].take();
    let tasks = cx.vm.tasks();
    let made = tasks.make(Some((function, rest)), options);
    if let Some(id) = tasks.find(&made) {
        tasks.start(id);
    }
    Ok(one(made))
}

/// Names in a cell.
fn names(v: &Value) -> Vec<String> {
    match v {
        Value::Cell(c) => c.data().iter().filter_map(Value::as_text).collect(),
        _ => Vec::new(),
    }
}

fn parfor_values(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let held = |name: &String| {
        let value = cx.vm.variable(Scope::Current, name);
        Value::cell_row(value.into_iter().collect())
    };
    Ok(one(Value::cell_row(names(&args[0]).iter().map(held).collect())))
}

/// Whether the passes of a `parfor` may run apart from each other: there are threads, several passes, and the variables
/// are what they were taken for.
fn parfor_ready(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let range = &args[0];
    let rows_of_numbers = matches!(range, Value::F64(_) | Value::Range(_)) && range.dims().is_row();
    let ready = cx.session.workers > 1
        && rows_of_numbers
        && range.numel() > 1
        && names(&args[4]).iter().all(|n| cx.vm.variable(Scope::Current, n).is_none())
        && [&args[2], &args[3]].iter().all(|list| names(list).iter().all(|n| is_set_apart(cx, n)))
        && sliced_fit(cx, range, &args[1]);
    Ok(one(Value::Bool(ready)))
}

/// A variable that is set and holds nothing that is the same wherever it is.
fn is_set_apart(cx: &CallCx<'_>, name: &str) -> bool {
    let value = cx.vm.variable(Scope::Current, name);
    value.is_some_and(|v| runmat_ignition::vm::worker::is_apart(&Value::Undef, std::slice::from_ref(&v)))
}

/// Sliced variables, six values each: name, whether old values count, whether each pass writes, which subscript is the
/// loop variable, of how many, and what is added to it.
fn sliced_fit(cx: &CallCx<'_>, range: &Value, sliced: &Value) -> bool {
    let Value::Cell(rows) = sliced else { return false };
    let most = crate::linalg::operand::real_data(range).map_or(f64::NAN, |d| d.iter().copied().fold(0.0, f64::max));
    rows.data().chunks(6).all(|row| {
        let (Some(name), numbers) = (row[0].as_text(), &row[1..]) else { return false };
        let [passed, always, place, count, offset] = [0, 1, 2, 3, 4].map(|k| numbers[k].as_f64().unwrap_or(f64::NAN));
        let Some(v) = cx.vm.variable(Scope::Current, &name) else { return passed == 0.0 };
        let size = if count == 1.0 { v.numel() } else { v.dims().dim(place as usize - 1) };
        is_set_apart(cx, &name) && (always != 0.0 || most + offset <= size as f64)
    })
}

fn handle(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let class = args::text(cx, &args[0], "class")?;
    let Value::Struct(s) = &args[1] else { return Err(Error::msg("__handle__: a struct is needed")) };
    let object = HandleObject { class: Name::from(class.as_str()), fields: (**s).clone().into() };
    Ok(one(Value::Handle(Arc::new(object))))
}

fn spawn(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut options = TaskOptions::default();
    if args.len().is_multiple_of(2) {
        return Err(Error::new("RunMat:InvalidOption", "spawn: names and values of options come in pairs"));
    }
    for pair in args[1..].chunks(2) {
        option(cx, &mut options, &pair[0], &pair[1])?;
    }
    let tasks = cx.vm.tasks();
    let made = match &args[0] {
        Value::Func(_) => tasks.make(Some((args[0].take(), Vec::new())), options),
        v if task(v).is_some() => {
            if let Some(id) = tasks.find(v) {
                tasks.adjust(id, &options);
            }
            args[0].take()
        }
        v => {
            let text = format!("spawn: a task or a function handle is needed, not a value of class {}", v.class_name());
            return Err(Error::new("RunMat:NotATask", text));
        }
    };
    if let Some(id) = tasks.find(&made) {
        tasks.start(id);
    }
    Ok(one(made))
}

fn option(cx: &CallCx<'_>, options: &mut TaskOptions, name: &Value, value: &Value) -> Result<()> {
    let name = args::text(cx, name, "option")?;
    let wrong = |what: &str| Error::new("RunMat:InvalidOption", format!("spawn: {what}"));
    match name.to_lowercase().as_str() {
        "priority" => {
            let word = args::text(cx, value, "priority")?.to_lowercase();
            let names = ["idle", "low", "normal", "high", "urgent"];
            let level = names.iter().position(|n| *n == word);
            let level = level
                .ok_or_else(|| wrong(&format!("there is no priority '{word}'; there are {}", names.join(", "))))?;
            options.priority = Priority::ALL[level];
        }
        "fuel" => {
            let units = value.as_f64().filter(|x| *x >= 1.0).ok_or_else(|| wrong("Fuel is a positive number"))?;
            options.fuel = Some(units as u64);
        }
        "outputs" => options.nargout = outputs(cx, value)? as u16,
        "weight" => {
            let whole = value.as_f64().filter(|x| *x >= 1.0 && *x <= 1e6 && *x == x.trunc());
            options.weight = Some(whole.ok_or_else(|| wrong("Weight is a whole number from 1 to 1e6"))? as u32);
        }
        other => {
            return Err(wrong(&format!("there is no option '{other}'; there are Priority, Fuel, Outputs, Weight")));
        }
    }
    Ok(())
}

/// A number of outputs.
fn outputs(cx: &CallCx<'_>, v: &Value) -> Result<usize> {
    let count = v.as_f64().filter(|n| *n >= 0.0 && *n < f64::from(u16::MAX) && *n == n.trunc());
    let text = format!("{}: the number of outputs is a whole number, not negative", cx.name);
    count.map(|n| n as usize).ok_or_else(|| Error::new("RunMat:InvalidInput", text))
}

fn begin_await(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    expect_task(cx, &args[0])?;
    let state = vec![args[0].clone()];
    let tasks = cx.vm.tasks();
    let Some(id) = tasks.find(&args[0]) else {
        if let Value::Handle(h) = &args[0] {
            tasks.mark_heard(h);
        }
        return results(cx, &args[0]);
    };
    tasks.start(id);
    tasks.mark_awaited(id);
    let request = PendingInteraction::Tasks { ids: vec![TaskId::from_bits(id)], any: false, until: None };
    Ok(Outcome::Suspend { request, then: Then { phase: 0, state } })
}

fn awaited(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    r.input?;
    results(cx, &r.state[0])
}

/// What a task that is over has left.
fn results(cx: &mut CallCx<'_>, v: &Value) -> Result<Outcome> {
    let fields = expect_task(cx, v)?.fields.lock().unwrap().clone();
    if let Some(Value::Exception(e)) = fields.field("Error") {
        let mut error = Error::from_exception(e);
        // Where it happened, then where it was awaited.
        error.stack_mut().extend(cx.vm.stack());
        return Err(error);
    }
    let values: Values = match fields.field("OutputArguments") {
        Some(Value::Cell(c)) => c.data().iter().cloned().collect(),
        _ => Values::new(),
    };
    if values.len() < cx.nargout {
        let text = format!("The task gives {} results, not {}.", values.len(), cx.nargout);
        return Err(Error::new("RunMat:TooManyOutputs", text));
    }
    Ok(values.into())
}

fn wait_tasks(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let Value::Cell(list) = &args[0] else { return Err(Error::msg("__wait_tasks__: a cell of tasks is needed")) };
    let any = matches!(args[1], Value::Bool(true));
    let mut ids = Vec::new();
    for v in list.data() {
        expect_task(cx, v)?;
        let tasks = cx.vm.tasks();
        match tasks.find(v) {
            Some(id) => {
                tasks.start(id);
                tasks.mark_awaited(id);
                ids.push(TaskId::from_bits(id));
            }
            None if any => return Ok(Values::new().into()),
            None => {}
        }
    }
    let until = match args.get(2).and_then(Value::as_f64) {
        Some(s) if s.is_finite() => Some(cx.session.host.now() + seconds(s)),
        _ => None,
    };
    let request = PendingInteraction::Tasks { ids, any, until };
    Ok(Outcome::Suspend { request, then: Then::default() })
}

fn seconds(s: f64) -> Duration {
    Duration::try_from_secs_f64(s.max(0.0)).unwrap_or(Duration::MAX / 4)
}

fn waited(_: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    r.input?;
    Ok(Values::new().into())
}

fn yield_turn(_: &mut CallCx<'_>, _: &mut [Value]) -> Result<Outcome> {
    Ok(Outcome::Suspend { request: PendingInteraction::Turn, then: Then::default() })
}

fn sleep_ms(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
    let n = args[0].as_f64().filter(|n| *n >= 0.0);
    let n = n.ok_or_else(|| {
        Error::new("RunMat:InvalidInput", "sleep_ms: a number of milliseconds, not negative, is needed")
    })?;
    let until = cx.session.host.now() + seconds(n / 1000.0);
    Ok(Outcome::Suspend { request: PendingInteraction::Timer { until }, then: Then::default() })
}

fn promise(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let options = TaskOptions { class: Name::from("promise"), detached: true, ..TaskOptions::default() };
    Ok(one(cx.vm.tasks().make(None, options)))
}

fn fulfil(cx: &mut CallCx<'_>, v: &Value, result: Result<Values>) -> Result<Values> {
    expect_task(cx, v)?;
    let dialect = cx.dialect();
    let tasks = cx.vm.tasks();
    let done = tasks.find(v).is_some_and(|id| tasks.fulfil(id, result, dialect));
    Ok(if cx.nargout > 0 { one(Value::Bool(done)) } else { Values::new() })
}

fn resolve(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let values = args[1..].iter_mut().map(Value::take).collect();
    let p = args[0].clone();
    fulfil(cx, &p, Ok(values))
}

fn reject(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let error = match &args[1] {
        Value::Exception(e) => Error::from_exception(e),
        v => match v.as_text() {
            Some(text) => Error::msg(text),
            None => return Err(Error::new("RunMat:InvalidInput", "reject: an error or its text is needed")),
        },
    };
    let p = args[0].clone();
    fulfil(cx, &p, Err(error))
}

fn cancel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    expect_task(cx, &args[0])?;
    let dialect = cx.dialect();
    let tasks = cx.vm.tasks();
    let Some(id) = tasks.find(&args[0]) else { return Ok(one(Value::Bool(false))) };
    if tasks.is_running(id) {
        tasks.cancel(id, ErrorKind::Cancelled.into(), dialect);
        return Err(ErrorKind::Cancelled.into());
    }
    Ok(one(Value::Bool(tasks.cancel(id, ErrorKind::Cancelled.into(), dialect))))
}
