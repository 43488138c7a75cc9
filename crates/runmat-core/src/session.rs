//! Sessions: a workspace with settings, in which programs run one after the other.

use crate::capabilities::Capabilities;
use crate::error::RunMatError;
use crate::functions::{Body, HostFunction};
use crate::future::ExecuteFuture;
use crate::handle::{Control, SessionHandle};
use crate::journal::{Constants, Input, Journal, MaybeTape, Recorder, Settings, Taped};
use crate::native::NativeHost;
use crate::network::HttpClient;
use crate::output::OutputSink;
use crate::policy::{Policy, Steady};
use crate::workers::Workers;
use runmat_async::{InputError, PendingInteraction, RunLimits, TimerQueue, VirtualClock};
use runmat_ignition::host::Host;
use runmat_ignition::{Library, Machine, Slice};
use runmat_runtime::StandardLibrary;
use runmat_value::device::DeviceSource;
use runmat_value::{Dialect, Value};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Cost units of a slice in deterministic sessions.
const STEADY_SLICE: u64 = 500_000;

/// What to do when a run has used up its fuel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OutOfFuel {
    /// The run fails with `RunMat:FuelExhausted`.
    #[default]
    Fail,
    /// The run waits until [`SessionHandle::refuel`] or its end by other means.
    Wait,
}

/// A program to run: text, or a file's content with its path and arguments.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) args: Vec<Value>,
}

impl Program {
    /// Text without a file.
    pub fn text(text: impl Into<String>) -> Self {
        Program { text: text.into(), ..Program::default() }
    }

    /// The content of a file. When it is a file of functions, the first one is called with `args`.
    pub fn file(path: impl Into<String>, text: impl Into<String>, args: Vec<Value>) -> Self {
        Program { file: path.into(), text: text.into(), args }
    }

    /// The path of its file; empty for a text.
    pub fn path(&self) -> &str {
        &self.file
    }

    /// Its text.
    pub fn source(&self) -> &str {
        &self.text
    }
}

impl<T: Into<String>> From<T> for Program {
    fn from(text: T) -> Self {
        Program::text(text)
    }
}

/// Settings of a session to be made.
pub struct SessionBuilder {
    dialect: Dialect,
    host: Option<Box<dyn Host>>,
    library: Option<Arc<dyn Library>>,
    limits: RunLimits,
    slice: Slice,
    timers: Option<TimerQueue>,
    path: Vec<String>,
    sink: Option<Box<dyn OutputSink>>,
    out_of_fuel: OutOfFuel,
    room: Option<u64>,
    capabilities: Capabilities,
    network: Option<Arc<dyn HttpClient>>,
    device: Option<Arc<dyn DeviceSource>>,
    threads: usize,
    policy: Policy,
    recorder: Option<Recorder>,
    journal: Option<Journal>,
}

impl SessionBuilder {
    /// The language spoken; MATLAB unless said otherwise.
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// The world outside; files, clock and environment of the process unless said otherwise. A host with a clock of
    /// its own should share it with the timers given to [`SessionBuilder::timers`].
    pub fn host(mut self, host: impl Host + 'static) -> Self {
        self.host = Some(Box::new(host));
        self
    }

    /// What programs may do to the world outside. Nothing, unless said: no files, no environment, no other programs, no
    /// date.
    pub fn capabilities(mut self, granted: Capabilities) -> Self {
        self.capabilities = granted;
        self
    }

    /// Limits, capabilities, clock and chance under one name; it tightens what is said besides. A deterministic policy
    /// brings its own clock, unless timers are given: these must then be on a virtual clock.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Who makes requests to the network; without a client there is none. The connections have to be granted, too.
    pub fn network(mut self, client: impl HttpClient) -> Self {
        self.network = Some(Arc::new(client));
        self
    }

    /// Where arrays on a device live (`gpuArray`); without it there is no device. It is opened when a program first needs
    /// it. Using it has to be granted, too ([`Capabilities`]). A session that is recorded or replayed has none.
    pub fn device(mut self, source: impl DeviceSource + 'static) -> Self {
        self.device = Some(Arc::new(source));
        self
    }

    /// The functions offered; the standard library unless said otherwise.
    pub fn library(mut self, library: Arc<dyn Library>) -> Self {
        self.library = Some(library);
        self
    }

    /// What each run may use.
    pub fn limits(mut self, limits: RunLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Bytes the machine around has for values: a size beyond that is refused with an error that programs may catch,
    /// unlike that of a limit. 64 GiB unless said otherwise.
    pub fn room(mut self, bytes: u64) -> Self {
        self.room = Some(bytes);
        self
    }

    /// How long one poll may run the program: about 4 ms unless said otherwise. With a virtual clock use
    /// [`Slice::Work`], since no time passes on it while a program runs.
    pub fn slice(mut self, slice: Slice) -> Self {
        self.slice = slice;
        self
    }

    /// Where the session's timers wait. Whoever polls the runs fires these timers.
    pub fn timers(mut self, timers: TimerQueue) -> Self {
        self.timers = Some(timers);
        self
    }

    /// Folders searched for functions, first match wins.
    pub fn path(mut self, folders: Vec<String>) -> Self {
        self.path = folders;
        self
    }

    /// Where printed text goes; without a sink it is collected in the result of each run.
    pub fn output(mut self, sink: impl OutputSink + 'static) -> Self {
        self.sink = Some(Box::new(sink));
        self
    }

    /// On how many threads at most the functions given to `parfeval` and the passes of `parfor` may run, where they share
    /// nothing with the rest of the program. None, unless said: then they take turns, in the same order every time.
    pub fn threads(mut self, most: usize) -> Self {
        self.threads = most;
        self
    }

    /// What to do when a run has used up its fuel.
    pub fn out_of_fuel(mut self, what: OutOfFuel) -> Self {
        self.out_of_fuel = what;
        self
    }

    /// Has written down what the session is told from outside: see the module `journal`. What would run on other threads
    /// takes turns here, so that the order is the same when it is replayed.
    pub fn record(mut self, recorder: &Recorder) -> Self {
        self.recorder = Some(recorder.clone());
        self
    }

    /// Has a journal say what the session is told from outside. Dialect, capabilities, policy and path are those of the
    /// journal; of two limits the stricter one holds; what the host sets or registers, and what it answers, is not
    /// heard. The host is asked nothing, and nothing is done to the world outside.
    pub fn replay(mut self, journal: Journal) -> Self {
        self.journal = Some(journal);
        self
    }

    /// Takes settings from the journal, if there is one.
    fn settled(mut self) -> (Self, MaybeTape, Option<Constants>) {
        let Some(journal) = self.journal.take() else {
            let tape = self.recorder.take().map(|r| r.tape().clone());
            return (self, tape, None);
        };
        let (settings, tape) = journal.into_tape();
        self.dialect = settings.dialect;
        self.capabilities = settings.capabilities.audited_as(&self.capabilities);
        self.policy = settings.policy.tightened(&Policy { deterministic: false, ..self.policy });
        self.out_of_fuel = settings.out_of_fuel;
        self.room = [settings.room, self.room].into_iter().flatten().min();
        self.path = settings.path;
        (self, Some(tape), Some(settings.constants))
    }

    /// The session.
    pub fn build(self) -> RunMatSession {
        let (this, tape, replayed) = self.settled();
        this.build_with(tape, replayed)
    }

    fn build_with(self, tape: MaybeTape, replayed: Option<Constants>) -> RunMatSession {
        let deterministic = self.policy.deterministic;
        let timers = self.timers.unwrap_or_else(|| match deterministic {
            true => TimerQueue::new(Arc::new(VirtualClock::new())),
            false => TimerQueue::system(),
        });
        let mut host = self.host.unwrap_or_else(|| Box::new(NativeHost::on(timers.clock().clone(), Vec::new())));
        if deterministic {
            host = Box::new(Steady { host, clock: timers.clock().clone(), drawn: 0 });
        }
        if let Some(tape) = &tape {
            host = Box::new(match replayed {
                Some(constants) => Taped::replaying(tape.clone(), constants, timers.clock().clone(), tape.denials()),
                None => {
                    let taped = Taped::recording(tape.clone(), host);
                    tape.settings(&Settings {
                        dialect: self.dialect,
                        capabilities: self.capabilities.clone(),
                        policy: self.policy.clone(),
                        out_of_fuel: self.out_of_fuel,
                        room: self.room,
                        path: self.path.clone(),
                        constants: taped.constants.clone(),
                    });
                    taped
                }
            });
        }
        let host = self.capabilities.guard(host);
        let library = self.library.unwrap_or_else(StandardLibrary::shared);
        let mut machine = Machine::new(self.dialect, library.clone(), host);
        let alone = deterministic || tape.is_some() || cfg!(target_family = "wasm");
        machine.session.workers = if alone { 0 } else { self.threads };
        machine.limits = self.limits.tightened(self.policy.limits);
        machine.slice = match self.slice {
            Slice::Time(_) if deterministic => Slice::Work(STEADY_SLICE),
            slice => slice,
        };
        machine.session.path = self.path;
        if let Some(room) = self.room {
            machine.session.room = room;
        }
        let control = Control::new(machine.cancel_flag(), machine.session.ledger.clone());
        let client = self.network.map(|client| (runmat_runtime::web::CLIENT.to_string(), crate::network::body(client)));
        // What a device computes is not written down, nor can it be repeated to the last bit elsewhere.
        let device = self.device.filter(|_| tape.is_none() && !deterministic);
        machine.session.device = device.clone();
        let functions = client.into_iter().chain(device.into_iter().flat_map(crate::device::bodies));
        let shared = Shared {
            engine: Mutex::new(machine),
            sink: Mutex::new(self.sink),
            control,
            timers,
            library,
            dialect: self.dialect,
            out_of_fuel: self.out_of_fuel,
            functions: Mutex::new(functions.collect()),
            workers: Workers::default(),
            limits: Mutex::new(self.limits),
            policy: self.policy,
            tape,
        };
        RunMatSession { shared: Arc::new(shared) }
    }
}

/// What a session, its handles and its run share.
pub(crate) struct Shared {
    engine: Mutex<Machine>,
    pub(crate) sink: Mutex<Option<Box<dyn OutputSink>>>,
    pub(crate) control: Control,
    pub(crate) timers: TimerQueue,
    pub(crate) library: Arc<dyn Library>,
    pub(crate) dialect: Dialect,
    pub(crate) out_of_fuel: OutOfFuel,
    /// Functions of the host, by name.
    pub(crate) functions: Mutex<HashMap<String, Arc<Body>>>,
    /// Threads of isolated tasks.
    pub(crate) workers: Workers,
    /// What each run may use, unless its policy is stricter.
    limits: Mutex<RunLimits>,
    policy: Policy,
    /// What records or replays its runs.
    pub(crate) tape: MaybeTape,
}

impl Shared {
    /// The machine. Held for one slice at most.
    pub(crate) fn engine(&self) -> MutexGuard<'_, Machine> {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What each run may use, unless its policy is stricter.
    pub(crate) fn limits(&self) -> RunLimits {
        *self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the host change something, and has it written down. In a replay the journal says what was changed.
    fn steer(&self, input: Input) {
        let mut engine = self.engine();
        match &self.tape {
            Some(tape) if tape.is_replay() => return,
            Some(tape) => tape.tell(&engine, &input),
            None => {}
        }
        steered(&mut engine, input);
    }

    /// Has the next run go by the session's policy and that of the program.
    ///
    /// # Errors
    /// When the program asks for something that is no policy, or that the session would have to be made with.
    pub(crate) fn apply_policy(&self, engine: &mut Machine, text: &str, limits: RunLimits) -> Result<(), RunMatError> {
        let refused = |why: String| RunMatError::policy(&why, self.dialect);
        let own = Policy::of_program(text).map_err(refused)?.unwrap_or_default();
        if own.deterministic && !self.policy.deterministic {
            return Err(refused("it asks to be deterministic, which this session was not made to be".into()));
        }
        let both = self.policy.clone().tightened(&own);
        engine.limits = limits.tightened(both.limits);
        engine.session.denials.forbid(&both.denies);
        engine.session.denials.set_monitors(both.monitored);
        Ok(())
    }
}

/// Changes what a host may change between and during runs.
pub(crate) fn steered(engine: &mut Machine, input: Input) {
    match input {
        Input::Variable(name, value) => engine.set_base_variable(&name, value),
        Input::Function(name, row) => {
            engine.core.functions.host.insert(runmat_value::Name::from(name.as_str()), row);
            engine.session.path_epoch += 1;
        }
        Input::Folder(folder) => {
            engine.session.path.insert(0, folder);
            engine.session.path_epoch += 1;
        }
        Input::Slice(slice) => engine.slice = slice,
        _ => {}
    }
}

/// A workspace with settings, in which programs run one after the other.
///
/// Sessions share nothing: any number of them may be polled by one thread, or by many.
pub struct RunMatSession {
    shared: Arc<Shared>,
}

impl Default for RunMatSession {
    fn default() -> Self {
        RunMatSession::new()
    }
}

impl RunMatSession {
    /// A session with default settings.
    pub fn new() -> Self {
        RunMatSession::builder().build()
    }

    /// Settings of a session to be made.
    pub fn builder() -> SessionBuilder {
        SessionBuilder {
            dialect: Dialect::Matlab,
            host: None,
            library: None,
            limits: RunLimits::NONE,
            slice: Slice::default(),
            timers: None,
            path: Vec::new(),
            sink: None,
            out_of_fuel: OutOfFuel::Fail,
            room: None,
            capabilities: Capabilities::none(),
            threads: 0,
            network: None,
            device: None,
            policy: Policy::open(),
            recorder: None,
            journal: None,
        }
    }

    /// Begins to run a program: parses it now, runs it as the future is polled. Dropping the future abandons the
    /// run where it stands, without its clean-up code, and leaves the session usable.
    ///
    /// While another run of this session is under way, the future ends at once with
    /// [`FailureKind::Busy`](crate::FailureKind::Busy).
    pub fn execute_async(&self, program: impl Into<Program>) -> ExecuteFuture {
        ExecuteFuture::begin(&self.shared, program.into())
    }

    /// Runs a program on this thread to its end. Nobody answers what it may ask.
    ///
    /// # Errors
    /// When the program fails.
    pub fn execute_blocking(&self, program: impl Into<Program>) -> Result<crate::ExecutionResult, RunMatError> {
        self.execute_answering(program, |_| Err(InputError::Abandoned))
    }

    /// Runs a program on this thread to its end; `answer` is asked what the program asks.
    ///
    /// # Errors
    /// When the program fails.
    pub fn execute_answering(
        &self,
        program: impl Into<Program>,
        mut answer: impl FnMut(&PendingInteraction) -> Result<String, InputError>,
    ) -> Result<crate::ExecutionResult, RunMatError> {
        let mut run = std::pin::pin!(self.execute_async(program));
        let handle = self.handle();
        let answered = std::future::poll_fn(|cx| {
            let polled = run.as_mut().poll(cx);
            if polled.is_pending()
                && let Some(request) = handle.pending_request()
            {
                handle.respond(answer(&request));
            }
            polled
        });
        self.block_on(answered)
    }

    /// Polls a future on this thread until it is ready, firing the session's timers.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        runmat_async::block_on(future, &self.shared.timers)
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// A handle to steer runs from anywhere.
    pub fn handle(&self) -> SessionHandle {
        SessionHandle::new(self.shared.clone())
    }

    /// The language spoken.
    pub fn dialect(&self) -> Dialect {
        self.shared.dialect
    }

    /// Where the session's timers wait.
    pub fn timers(&self) -> &TimerQueue {
        &self.shared.timers
    }

    /// Changes what this session's later runs may use.
    pub fn set_limits(&self, limits: RunLimits) {
        *self.shared.limits.lock().unwrap_or_else(PoisonError::into_inner) = limits;
    }

    /// Changes how long one poll may run the program.
    pub fn set_slice(&self, slice: Slice) {
        self.shared.steer(Input::Slice(slice));
    }

    /// Sets a variable of the workspace.
    pub fn set_variable(&self, name: &str, value: impl Into<Value>) {
        self.shared.steer(Input::Variable(name.into(), value.into()));
    }

    /// Provides a function to programs: it is found after those of files, before those of the library. While it is
    /// under way the run is suspended, and other tasks have their turn; cancelling the run drops its future.
    pub fn register(&self, function: HostFunction) {
        let HostFunction { name, row, body } = function;
        self.shared.functions.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), body);
        self.shared.steer(Input::Function(name, row));
    }

    /// Searches one more folder for functions, before the others.
    pub fn add_path(&self, folder: impl Into<String>) {
        self.shared.steer(Input::Folder(folder.into()));
    }

    /// Looks names up anew: for hosts whose files change while no program runs.
    pub fn rescan_path(&self) {
        self.shared.engine().session.path_epoch += 1;
    }

    /// Names of all functions of the library, sorted.
    pub fn function_names(&self) -> Vec<&'static str> {
        self.shared.library.names(self.shared.dialect)
    }

    /// Whether a name stands for a function: of the library, of the host, of a file on the path, or one defined by a
    /// program. Waits while a poll is under way.
    pub fn knows_function(&self, name: &str) -> bool {
        if self.shared.library.knows(name, self.shared.dialect) {
            return true;
        }
        let engine = &mut *self.shared.engine();
        let found = engine.core.functions.find(name, &mut engine.session);
        // A file with mistakes is a function all the same; who runs it is told.
        let faulty = engine.core.functions.syntax_error.take().is_some();
        faulty || !matches!(found, runmat_ignition::vm::functions::Target::Missing)
    }

    /// A variable as `disp` prints it, by the code of its class where that is one of objects: [`SessionHandle::show`],
    /// waited for. Waits while a poll is under way.
    pub fn shown(&self, name: &str) -> Option<String> {
        self.block_on(self.handle().show(name))
    }

    /// A value in one line, as a workspace browser shows it: the elements of small arrays, else size and class. Waits
    /// while a poll is under way.
    pub fn preview(&self, value: &Value) -> String {
        runmat_value::display::preview(value, &self.shared.engine().session.format)
    }

    /// Time on the session's clock.
    pub fn now(&self) -> Duration {
        self.shared.timers.now()
    }
}
