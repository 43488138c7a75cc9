//! The session as JavaScript sees it.
//!
//! No method waits. A run begins with [`Engine::begin`] and goes on with each [`Engine::turn`]; what it prints, asks,
//! calls and ends with is handed to the page after the turn, when nothing is locked: a listener may use the session.

use crate::calls::{Calls, Errand};
use crate::files::OpenFiles;
use crate::host::{PageHost, open_files};
use crate::page::{self, PageClock};
use crate::values::{self, from_js, get, set, to_js};
use crate::{editing, page::wake};
use js_sys::{Array, Object, Uint32Array};
use runmat_async::{Executor, LocalExecutor, Priority};
use runmat_core::{
    Capabilities, Dialect, ExecutionResult, FailureKind, HostFailure, HttpFailure, HttpResponse, InputError, Listed,
    OutOfFuel, PendingInteraction, Policy, Program, RunLimits, RunMatError, RunMatSession, SessionHandle, Stream,
    Value,
};
use runmat_executors::{Next, WasmExecutorAdapter};
use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use wasm_bindgen::prelude::*;

/// Bytes of a module's memory that values may fill; the rest is for code, stack and what lies between.
const ROOM: u64 = 3 << 30;

type Outcome = Result<ExecutionResult, RunMatError>;

/// What comes from the run, until it is handed over.
#[derive(Clone, Default)]
struct Mailbox {
    printed: Arc<Mutex<Vec<(Stream, Vec<u8>)>>>,
    outcome: Arc<Mutex<Option<Outcome>>>,
    looks: Arc<Mutex<Vec<(f64, Seen)>>>,
}

/// What looking at variables has shown.
enum Seen {
    Text(Option<String>),
    List(Vec<Listed>),
}

fn lock<T>(m: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A session in its own instance of the module.
#[wasm_bindgen]
pub struct Engine {
    session: RunMatSession,
    handle: SessionHandle,
    adapter: WasmExecutorAdapter,
    files: OpenFiles,
    calls: Calls,
    mailbox: Mailbox,
    /// The number of the question that the page knows of; 0: none.
    question: Cell<u64>,
}

#[wasm_bindgen]
impl Engine {
    /// A session with the options of the package's `createSession`.
    ///
    /// # Errors
    /// When an option makes no sense.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Engine, JsError> {
        std::panic::set_hook(Box::new(|info| page::panicked(&info.to_string())));
        let dialect = match get(options, "dialect").as_string().as_deref() {
            Some("octave") => Dialect::Octave,
            Some("matlab") | None => Dialect::Matlab,
            Some(other) => return Err(JsError::new(&format!("there is no dialect '{other}'"))),
        };
        let policy = match get(options, "policy").as_string() {
            Some(text) => text.parse::<Policy>().map_err(|e| JsError::new(&e))?,
            None => Policy::open(),
        };
        let clock: Arc<dyn runmat_core::Clock> = match policy.deterministic {
            true => Arc::new(runmat_core::VirtualClock::new()),
            false => Arc::new(PageClock),
        };
        let executor = Arc::new(LocalExecutor::new(clock));
        let (files, calls, mailbox) = (open_files(), Calls::default(), Mailbox::default());
        let printed = mailbox.printed.clone();
        let arguments: Vec<String> = get(options, "arguments").dyn_ref::<Array>().map_or_else(Vec::new, texts);
        let waits = get(options, "outOfFuel").as_string().as_deref() == Some("wait");
        let session = RunMatSession::builder()
            .dialect(dialect)
            .policy(policy)
            .capabilities(Capabilities::all())
            .limits(limits(&get(options, "limits")))
            .out_of_fuel(if waits { OutOfFuel::Wait } else { OutOfFuel::Fail })
            .room(ROOM)
            .timers(executor.timers().clone())
            .host(PageHost::new(files.clone(), arguments))
            .network(calls.clone())
            .path(vec!["/".into()])
            .output(move |stream, bytes: &[u8]| collect(&mut lock(&printed), stream, bytes))
            .build();
        let handle = session.handle();
        let adapter = WasmExecutorAdapter::new(executor, wake);
        Ok(Engine { session, handle, adapter, files, calls, mailbox, question: Cell::new(0) })
    }

    /// Begins to run a program; `host.finished` tells its end. With a name it is a file's content.
    pub fn begin(&self, code: &str, name: Option<String>, arguments: Array) {
        let dialect = self.session.dialect();
        self.session.rescan_path();
        let values = texts(&arguments).iter().map(|a| Value::text_in(a, dialect)).collect();
        let program = match name {
            Some(name) => Program::file(name, code, values),
            None => Program::text(code),
        };
        let run = self.session.execute_async(program);
        let outcome = self.mailbox.outcome.clone();
        let task = async move {
            let over = run.await;
            *lock(&outcome) = Some(over);
        };
        // An executor that is not shutting down has room for any number of tasks.
        let _spawned = self.adapter.executor().spawn(Priority::Normal, Box::pin(task));
        self.adapter.wake();
    }

    /// Goes on with what is under way, for a few milliseconds. The next call is wanted after so many milliseconds: 0
    /// as soon as the event loop has had its turn, infinity when woken.
    pub fn turn(&self) -> f64 {
        let next = self.adapter.turn();
        self.deliver();
        match next {
            Next::Soon => 0.0,
            Next::After(wait) => (wait.as_secs_f64() * 1e3).max(1.0),
            Next::Woken | Next::Idle => f64::INFINITY,
        }
    }

    /// Cancels the run under way; false when there is none.
    pub fn cancel(&self) -> bool {
        self.handle.cancel()
    }

    /// Gives the run under way more fuel.
    pub fn refuel(&self, units: f64) {
        self.handle.refuel(units.max(0.0) as u64);
    }

    /// Cost units that the last run, or the one under way, has used.
    pub fn fuel(&self) -> f64 {
        self.handle.fuel_used() as f64
    }

    /// Whether the run waits for fuel.
    #[wasm_bindgen(js_name = outOfFuel)]
    pub fn out_of_fuel(&self) -> bool {
        self.handle.is_out_of_fuel()
    }

    /// What later runs may use.
    #[wasm_bindgen(js_name = setLimits)]
    pub fn set_limits(&self, new: &JsValue) {
        self.session.set_limits(limits(new));
    }

    /// Answers a question; without text there is no answer.
    pub fn answer(&self, number: f64, text: Option<String>) {
        self.handle.respond_to(number as u64, text.ok_or(InputError::Abandoned));
    }

    /// The results of a call of the page's.
    ///
    /// # Errors
    /// When one is no value; the program then gets an error, too.
    #[wasm_bindgen(js_name = answerCall)]
    pub fn answer_call(&self, number: f64, results: &Array) {
        let dialect = self.session.dialect();
        let values: Result<Vec<Value>, String> = results.iter().map(|v| from_js(&v, dialect)).collect();
        let failed =
            |why| HostFailure::new("RunMat:HostValue", format!("A function of the page gave no value: {why}."));
        self.calls.answer(number as u64, values.map_err(failed));
    }

    /// A call of the page's has failed.
    #[wasm_bindgen(js_name = failCall)]
    pub fn fail_call(&self, number: f64, identifier: &str, message: &str) {
        self.calls.answer(number as u64, Err(HostFailure::new(identifier, message)));
    }

    /// The answer of a server. Headers are pairs.
    pub fn respond(&self, number: f64, status: u16, reason: String, headers: &Array, body: Vec<u8>) {
        let pair = |h: JsValue| h.dyn_ref::<Array>().map(|h| (text_at(h, 0), text_at(h, 1)));
        let headers = headers.iter().filter_map(pair).collect();
        self.calls.respond(number as u64, Ok(HttpResponse { status, reason, headers, body }));
    }

    /// There is no answer: `timeout`, `size` or anything else, in words.
    #[wasm_bindgen(js_name = failRequest)]
    pub fn fail_request(&self, number: f64, kind: &str, message: String, most: f64) {
        let failure = match kind {
            "timeout" => HttpFailure::Timeout,
            "size" => HttpFailure::TooLarge(most as u64),
            "unreachable" => HttpFailure::Unreachable(message),
            _ => HttpFailure::Other(message),
        };
        self.calls.respond(number as u64, Err(failure));
    }

    /// A variable; `undefined` when there is none.
    pub fn get(&self, name: &str) -> JsValue {
        self.handle.variable(name).map_or(JsValue::UNDEFINED, |v| to_js(&v, self.session.dialect()))
    }

    /// Sets a variable of the workspace.
    ///
    /// # Errors
    /// When the value is none of the language's, or does not have this size.
    pub fn set(&self, name: &str, value: &JsValue, dims: &JsValue) -> Result<(), JsError> {
        let sized = from_js(value, self.session.dialect()).and_then(|v| match dims.dyn_ref::<Array>() {
            Some(list) => values::reshaped(v, values::size(list)?),
            None => Ok(v),
        });
        let value = sized.map_err(|why| JsError::new(&format!("{name}: {why}")))?;
        self.session.set_variable(name, value);
        Ok(())
    }

    /// The names of all variables.
    pub fn names(&self) -> Array {
        self.handle.variables().iter().map(|(name, _)| JsValue::from_str(name)).collect()
    }

    /// Begins to list all variables, beside what runs; `host.seen` brings what is to be known of each.
    pub fn variables(&self, number: f64) {
        let list = self.handle.list();
        self.look(number, async move { Seen::List(list.await) });
    }

    /// Begins to show a variable as `disp` does, beside what runs; `host.seen` brings its text.
    pub fn show(&self, number: f64, name: &str) {
        let show = self.handle.show(name);
        self.look(number, async move { Seen::Text(show.await) });
    }

    /// Makes a function of the page one of the language's: calls arrive at `host.called`.
    pub fn register(&self, name: &str, documentation: Option<String>, fuel: f64) {
        let function = self.calls.function(name).doc(documentation.unwrap_or_default()).fuel(fuel.max(0.0) as u64);
        self.session.register(function);
    }

    /// What is wrong with a text.
    pub fn check(&self, code: &str) -> Array {
        self.session.rescan_path();
        editing::problems(&self.session, code)
    }

    /// How a text may go on.
    pub fn complete(&self, code: &str, at: u32) -> Object {
        editing::completion(&self.session, code, at as usize)
    }

    /// The pieces of a text: from, to and kind, three numbers each.
    pub fn highlight(&self, code: &str) -> Uint32Array {
        editing::pieces(code, self.session.dialect(), |name| self.session.knows_function(name))
    }

    /// Stores what was written to open files: before the page looks at them.
    #[wasm_bindgen(js_name = storeFiles)]
    pub fn store_files(&self) {
        // Whoever writes is told at the next operation.
        let _ = self.files.store();
    }
}

impl Engine {
    /// Looks at variables, beside what runs.
    fn look(&self, number: f64, look: impl Future<Output = Seen> + Send + 'static) {
        let seen = self.mailbox.looks.clone();
        let task = async move {
            let what = look.await;
            lock(&seen).push((number, what));
        };
        let _spawned = self.adapter.executor().spawn(Priority::Normal, Box::pin(task));
        self.adapter.wake();
    }

    /// Hands over what has come up in the turn.
    fn deliver(&self) {
        let printed = std::mem::take(&mut *lock(&self.mailbox.printed));
        for (stream, bytes) in &printed {
            page::printed(if *stream == Stream::Out { 1 } else { 2 }, bytes);
        }
        for errand in self.calls.errands() {
            self.send(errand);
        }
        for (number, seen) in std::mem::take(&mut *lock(&self.mailbox.looks)) {
            let value = match seen {
                Seen::Text(text) => text.map_or(JsValue::UNDEFINED, |t| t.as_str().into()),
                Seen::List(all) => all.iter().map(row).collect::<Array>().into(),
            };
            page::seen(number, value);
        }
        self.ask();
        let outcome = lock(&self.mailbox.outcome).take();
        if let Some(outcome) = outcome {
            self.store_files();
            page::finished(over(&outcome));
        }
    }

    fn send(&self, errand: Errand) {
        match errand {
            Errand::Call { number, name, arguments, results } => {
                let dialect = self.session.dialect();
                let arguments = arguments.iter().map(|v| to_js(v, dialect)).collect();
                page::called(number as f64, &name, arguments, results as f64);
            }
            Errand::Request { number, request: r } => {
                let pair = |(name, value): &(String, String)| Array::of2(&name.as_str().into(), &value.as_str().into());
                let headers = r.headers.iter().map(pair).collect();
                let seconds = r.timeout.as_secs_f64();
                page::requested(number as f64, &r.method, &r.url, headers, &r.body, seconds, r.most_bytes as f64);
            }
        }
    }

    /// Tells the page of a new question, and of one that is gone.
    fn ask(&self) {
        let pending = self.handle.pending_question();
        let number = pending.as_ref().map_or(0, |q| q.0);
        if number == self.question.get() {
            return;
        }
        let old = self.question.replace(number);
        if old != 0 {
            page::withdrawn(old as f64);
        }
        let Some((_, request)) = pending else { return };
        // What is printed before a question stands in files, too.
        self.store_files();
        let prompt = request.prompt().unwrap_or_default();
        let (kind, text) = match &request {
            PendingInteraction::Input { text, .. } => ("input", *text),
            PendingInteraction::Keyboard { .. } => ("keyboard", false),
            PendingInteraction::Permission { .. } => ("permission", true),
            _ => ("key", true),
        };
        page::asked(number as f64, kind, prompt, text);
    }
}

fn collect(all: &mut Vec<(Stream, Vec<u8>)>, stream: Stream, bytes: &[u8]) {
    match all.last_mut() {
        Some((last, held)) if *last == stream => held.extend_from_slice(bytes),
        _ => all.push((stream, bytes.to_vec())),
    }
}

fn text_at(list: &Array, k: u32) -> String {
    list.get(k).as_string().unwrap_or_default()
}

fn texts(list: &Array) -> Vec<String> {
    list.iter().filter_map(|v| v.as_string()).collect()
}

/// What is to be known of a variable.
fn row(listed: &Listed) -> JsValue {
    let Listed { name, value, preview } = listed;
    let object = Object::new();
    set(&object, "name", &name.as_str().into());
    set(&object, "class", &value.class_name().as_str().into());
    set(&object, "size", &values::dims(&value.dims()));
    set(&object, "bytes", &(value.shallow_bytes() as f64).into());
    set(&object, "preview", &preview.trim().into());
    set(&object, "complex", &value.is_complex().into());
    set(&object, "sparse", &value.is_sparse().into());
    object.into()
}

/// The limits that an object names.
fn limits(from: &JsValue) -> RunLimits {
    let number = |name: &str| match from.is_object() {
        true => get(from, name).as_f64().filter(|x| *x >= 0.0 && x.is_finite()),
        false => None,
    };
    RunLimits {
        fuel: number("fuel").map(|n| n as u64),
        wall_time: number("seconds").and_then(|s| Duration::try_from_secs_f64(s).ok()),
        memory_bytes: number("memory").map(|n| n as u64),
        output_bytes: number("output").map(|n| n as u64),
        call_depth: number("depth").map(|n| n as _),
        open_files: number("files").map(|n| n as _),
    }
}

/// The end of a run, for the page.
fn over(outcome: &Outcome) -> Object {
    let object = Object::new();
    match outcome {
        Ok(done) => {
            set(&object, "fuel", &(done.stats.fuel as f64).into());
            if let Some(status) = done.exit_status {
                set(&object, "exitCode", &status.into());
            }
        }
        Err(e) => set(&object, "error", &error(e)),
    }
    object
}

fn error(e: &RunMatError) -> Object {
    let object = Object::new();
    let texts = [("kind", kind(&e.kind)), ("identifier", &e.identifier), ("message", &e.message)];
    for (name, text) in texts {
        set(&object, name, &text.into());
    }
    set(&object, "report", &e.report().as_str().into());
    let frames: Array = e.stack.iter().map(frame).collect();
    set(&object, "frames", &frames);
    let place = e.syntax.first().map(|p| (p.line as u32, p.column as u32));
    let place = place.or_else(|| e.stack.first().map(|f| (f.line, f.column)));
    if let Some((line, column)) = place {
        set(&object, "line", &line.into());
        set(&object, "column", &column.into());
    }
    object
}

fn frame(f: &runmat_core::CallSite) -> JsValue {
    let object = Object::new();
    set(&object, "function", &f.function.as_str().into());
    if !f.file.is_empty() {
        set(&object, "file", &f.file.as_str().into());
    }
    set(&object, "line", &f.line.into());
    set(&object, "column", &f.column.into());
    object.into()
}

fn kind(k: &FailureKind) -> &'static str {
    match k {
        FailureKind::Syntax => "syntax",
        FailureKind::Runtime => "runtime",
        FailureKind::Cancelled => "cancelled",
        FailureKind::FuelExhausted => "fuel",
        FailureKind::TimeLimit => "time",
        FailureKind::MemoryLimit => "memory",
        FailureKind::OutputLimit => "output",
        FailureKind::OpenFilesLimit => "files",
        FailureKind::DepthLimit => "depth",
        FailureKind::Busy => "busy",
        _ => "internal",
    }
}
