//! Bytes to a machine. What can be wrong is an error: places lie in their code, registers in their frames, frames on
//! one another.

use super::super::Machine;
use super::super::Stop;
use super::super::frame::{CodeFrame, CodeRef, Extra, Frame, NativeFrame, Owner};
use super::super::functions::Target;
use super::super::memory::Small;
use super::super::tasks::{PROGRAM, Strand, Task, TaskOptions, TaskShare, Tasks, Wait};
use super::code::Codes;
use super::save::{error, request};
use crate::builtin::{BuiltinId, Kernel, Library, Then, Values};
use crate::bytecode::Want;
use crate::context::{ClassInfo, SessionState, WarningState};
use runmat_async::{PendingInteraction, Priority, RunLimits, TaskId};
use runmat_value::display::{Format, Style};
use runmat_value::snapshot::{Decoder, Reader, Result, SnapshotError, read_stack};
use runmat_value::{Dialect, Error, ErrorKind, Name, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Fills a new machine with what the bytes say.
pub(super) fn load(m: &mut Machine, payload: &[u8]) -> Result<()> {
    let mut r = Reader::new(payload);
    let codes = Codes::read(&mut r, &mut m.core.functions)?;
    let decoder = Decoder::read(&mut r, &codes, &m.session.cleanup, &m.session.ledger)?;
    let now = m.session.host.now();
    let mut l = Load { r, decoder: &decoder, codes: &codes, library: m.library.clone(), now };
    l.session(&mut m.session)?;
    l.functions(m)?;
    m.core.base = l.variables()?;
    l.tasks(m)?;
    l.counters(m)?;
    m.closing = l.closing()?;
    l.parts(m)?;
    l.r.end()
}

const OUT_OF_FRAME: SnapshotError = SnapshotError::Malformed("a register outside of its frame");

struct Load<'a> {
    r: Reader<'a>,
    decoder: &'a Decoder,
    codes: &'a Codes,
    library: Arc<dyn Library>,
    now: Duration,
}

impl Load<'_> {
    fn slot(&mut self) -> Result<Value> {
        self.decoder.slot(&mut self.r)
    }

    fn value(&mut self) -> Result<Value> {
        self.decoder.value(&mut self.r)
    }

    /// So many things, each of at least a byte.
    fn list<T>(&mut self, mut f: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let n = self.r.count(1)?;
        (0..n).map(|_| f(self)).collect()
    }

    fn maybe<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        if self.r.flag()? { f(self).map(Some) } else { Ok(None) }
    }

    fn name(&mut self) -> Result<Name> {
        self.r.text().map(Name::from)
    }

    fn boxed(&mut self) -> Result<Arc<Mutex<Value>>> {
        match self.slot()? {
            Value::Boxed(b) => Ok(b),
            _ => Err(SnapshotError::Malformed("a variable that should be shared")),
        }
    }

    fn variables(&mut self) -> Result<BTreeMap<Name, Value>> {
        let variable = |l: &mut Self| match (l.name()?, l.slot()?) {
            (_, Value::List(_)) => Err(SnapshotError::Malformed("a value out of place")),
            pair => Ok(pair),
        };
        Ok(self.list(variable)?.into_iter().collect())
    }

    fn values(&mut self) -> Result<Values> {
        Ok(Values::from_vec(self.list(Load::slot)?))
    }

    fn moment(&mut self) -> Result<Duration> {
        let nanos = self.r.signed()?;
        let apart = Duration::from_nanos(nanos.unsigned_abs());
        Ok(if nanos < 0 { self.now.saturating_sub(apart) } else { self.now.saturating_add(apart) })
    }

    fn session(&mut self, s: &mut SessionState) -> Result<()> {
        s.format = self.format()?;
        let state = |r: &mut Reader<'_>| match r.byte()? {
            0 => Ok(WarningState::On),
            1 => Ok(WarningState::Off),
            2 => Ok(WarningState::Error),
            _ => Err(SnapshotError::Malformed("a warning state of no kind")),
        };
        s.warnings.all = self.r.maybe(state)?;
        s.warnings.states = self.list(|l| Ok((l.r.text()?.to_string(), state(&mut l.r)?)))?.into_iter().collect();
        s.warnings.last_message = self.r.text()?.into();
        s.warnings.last_identifier = self.r.text()?.into();
        s.last_error = match self.slot()? {
            Value::Exception(e) => Some(e),
            _ => None,
        };
        s.globals = self.list(|l| Ok((l.name()?, l.boxed()?)))?.into_iter().collect();
        s.classes = self
            .list(|l| Ok((l.name()?, ClassInfo { parents: l.list(Load::name)?, superior: l.list(Load::name)? })))?
            .into_iter()
            .collect();
        s.path = self.list(|l| Ok(l.r.text()?.to_string()))?;
        s.path_epoch += 1;
        let folder = self.r.text()?;
        if folder != s.host.current_dir() {
            // Where there is no such folder the run goes on in that of the host.
            let _ = s.host.set_current_dir(folder);
        }
        for function in self.list(Load::value)? {
            s.cleanup.put(function);
        }
        s.output.set_total(self.r.number()?);
        Ok(())
    }

    fn format(&mut self) -> Result<Format> {
        let r = &mut self.r;
        let style = Style::ALL.get(r.byte()? as usize).copied();
        let style = style.ok_or(SnapshotError::Malformed("a number style of no kind"))?;
        Ok(Format {
            style,
            compact: r.flag()?,
            fixed_point: r.flag()?,
            split_long_rows: r.flag()?,
            empty_dimensions: r.flag()?,
            uppercase: r.flag()?,
            width: r.small::<u32>()? as usize,
            precision: r.maybe(|r| r.small::<u8>())?.map(usize::from),
            struct_levels: r.small::<u32>()? as usize,
        })
    }

    fn code(&mut self) -> Result<Arc<crate::bytecode::CodeObject>> {
        let number = self.r.number()?;
        self.codes.get(number).cloned()
    }

    fn functions(&mut self, m: &mut Machine) -> Result<()> {
        let typed = self.list(|l| Ok((l.name()?, l.code()?)))?;
        let files = self.list(|l| {
            let (path, modified) = (l.r.text()?.to_string(), l.r.double()?);
            let target = match l.r.byte()? {
                0 => Target::Missing,
                1 => Target::Code(l.code()?),
                2 => Target::Script(l.code()?),
                _ => return Err(SnapshotError::Malformed("a file of no kind")),
            };
            Ok((path, modified, target))
        })?;
        let persistents = self.list(|l| Ok(((l.code()?.id, l.r.small()?), l.boxed()?)))?;
        let f = &mut m.core.functions;
        f.typed.extend(typed);
        files.into_iter().for_each(|(path, modified, target)| f.put_file(path, modified, target));
        f.persistents.extend(persistents);
        Ok(())
    }

    fn tasks(&mut self, m: &mut Machine) -> Result<()> {
        let mut tasks = Tasks { running: self.r.number()?, last: self.r.number()?, ..Tasks::default() };
        tasks.all.clear();
        let mut loaded = None;
        for _ in 0..self.r.count(1)? {
            let id = self.r.number()?;
            let mut task = self.task()?;
            if id == tasks.running {
                task.strand.incoming = self.maybe(Load::answer)?;
                loaded = Some(self.strand()?);
            } else {
                *task.strand = self.strand()?;
            }
            if let Some(h) = &task.handle {
                tasks.by_handle.insert(Arc::as_ptr(h) as usize, id);
            }
            tasks.all.insert(id, task);
        }
        let mut loaded = loaded.ok_or(SnapshotError::Malformed("the running task is not there"))?;
        if !tasks.all.contains_key(&PROGRAM) || tasks.all.keys().any(|&id| id > tasks.last) {
            return Err(SnapshotError::Malformed("tasks that do not fit"));
        }
        tasks.served = self.r.number()?;
        for level in 0..tasks.ready.levels.len() {
            tasks.ready.levels[level] = self.list(|l| l.r.number())?.into();
            tasks.ready.passed[level] = self.r.small()?;
        }
        let has_turn = |id: &u64| tasks.ready.levels.iter().any(|l| l.contains(id));
        if tasks.all.iter().any(|(id, t)| *id != tasks.running && t.wait == Wait::Nothing && !has_turn(id)) {
            return Err(SnapshotError::Malformed("a task that nothing wakes"));
        }
        tasks.timers = self.list(|l| Ok((l.moment()?, l.r.number()?, l.r.number()?)))?.into_iter().collect();
        tasks.requests = self.list(|l| Ok((l.r.number()?, l.request()?)))?.into();
        tasks.unheard = self.list(|l| Ok((l.r.number()?, l.r.text()?.to_string())))?.into_iter().collect();
        tasks.given = self.list(|l| l.r.number())?.into_iter().collect();
        if tasks.given.iter().any(|id| tasks.all.get(id).is_none_or(|t| t.wait != Wait::Promise)) {
            return Err(SnapshotError::Malformed("promises that are none"));
        }
        m.core.tasks = tasks;
        m.exchange(&mut loaded);
        Ok(())
    }

    fn task(&mut self) -> Result<Task> {
        let handle = match self.slot()? {
            Value::Handle(h) => Some(h),
            Value::Undef => None,
            _ => return Err(SnapshotError::Malformed("a task without its object")),
        };
        let start = self.maybe(|l| Ok((l.value()?, l.list(Load::value)?)))?;
        let nargout = self.r.small()?;
        let (kind, left) = (self.r.byte()?, self.r.small()?);
        let wait = match kind {
            0 => Wait::Start,
            1 => Wait::Nothing,
            2 => Wait::Timer,
            3 => Wait::Tasks { left },
            4 => Wait::Host,
            5 => Wait::Promise,
            _ => return Err(SnapshotError::Malformed("a wait for nothing known")),
        };
        let serial = self.r.number()?;
        let waiters = self.list(|l| Ok((l.r.number()?, l.r.number()?)))?;
        let (parent, children) = (self.r.number()?, self.r.small()?);
        let level = self.r.byte()? as usize;
        let priority = *Priority::ALL.get(level).ok_or(SnapshotError::Malformed("a priority of no kind"))?;
        let interrupt = self.maybe(Load::error)?;
        let (cancelled, awaited, detached) = (self.r.flag()?, self.r.flag()?, self.r.flag()?);
        let isolated = self.r.flag()?;
        let fuel = self.r.maybe(Reader::number)?;
        let begins = self.r.number()?;
        let share = self.maybe(|l| Ok(TaskShare { weight: l.r.small::<u32>()?.max(1), due: l.r.number()? }))?;
        let options = TaskOptions { nargout, priority, detached, fuel, isolated, ..TaskOptions::default() };
        let mut task = Task::new(handle, options, parent);
        task.start = start;
        task.begins = begins;
        task.share = share;
        task.wait = wait;
        task.serial = serial;
        task.waiters = waiters;
        task.children = children;
        task.interrupt = interrupt;
        task.cancelled = cancelled;
        task.awaited = awaited;
        Ok(task)
    }

    fn answer(&mut self) -> Result<runmat_value::Result<Values>> {
        if self.r.flag()? { Ok(Ok(self.values()?)) } else { Ok(Err(self.error()?)) }
    }

    fn strand(&mut self) -> Result<Strand> {
        let frames = self.frames()?;
        let mut regs = self.list(Load::slot)?;
        let top = super::save::top(&frames);
        if regs.len() != top {
            return Err(OUT_OF_FRAME);
        }
        // Those above the top are never read before they are written, but they are there.
        let ends = frames.iter().map(|f| super::save::top(std::slice::from_ref(f)));
        regs.resize(ends.max().unwrap_or(0) + 16, Value::Undef);
        Ok(Strand {
            frames,
            regs,
            incoming: self.maybe(Load::answer)?,
            forwarded: self.maybe(Load::values)?,
            resumed_error: self.maybe(Load::error)?,
            grace: self.r.maybe(Reader::signed)?,
            captures: self.list(|l| Ok(l.r.blob()?.to_vec()))?,
        })
    }

    fn frames(&mut self) -> Result<Vec<Frame>> {
        let n = self.r.count(1)?;
        let mut frames: Vec<Frame> = Vec::with_capacity(n);
        for _ in 0..n {
            let frame = match self.r.byte()? {
                0 => Frame::Code(self.code_frame(&frames)?),
                1 => Frame::Native(self.native_frame(&frames)?),
                _ => return Err(SnapshotError::Malformed("a frame of no kind")),
            };
            frames.push(frame);
        }
        Ok(frames)
    }

    fn code_frame(&mut self, below: &[Frame]) -> Result<CodeFrame> {
        let code = self.code()?;
        let (pc, base): (usize, usize) = (self.r.small()?, self.r.small()?);
        let (nargin, nargout) = (self.r.small()?, self.r.small()?);
        if pc >= code.ops.len() {
            return Err(SnapshotError::Malformed("a place outside of its code"));
        }
        // Callees begin in the frame of their caller, where their arguments lie, or right above it.
        if base < floor(below) || base > super::save::top(below) {
            return Err(OUT_OF_FRAME);
        }
        let want = self.want(below)?;
        let extra = self.maybe(|l| l.extra(below))?.map(Box::new);
        Ok(CodeFrame { code: CodeRef::new(code), pc, base, nargin, nargout, want, extra })
    }

    fn extra(&mut self, below: &[Frame]) -> Result<Extra> {
        let dynamic = self.variables()?;
        let owner = match self.r.small::<usize>()? {
            0 => Owner::Own,
            1 => Owner::Base,
            k => match below.get(k - 2) {
                Some(Frame::Code(_)) => Owner::Frame(k - 2),
                _ => return Err(SnapshotError::Malformed("a workspace of nobody")),
            },
        };
        Ok(Extra {
            dynamic,
            owner,
            pending: self.list(Load::error)?,
            caught: self.maybe(Load::error)?,
            is_cleanup: self.r.flag()?,
            forwarded: self.maybe(Load::values)?,
            after: self.maybe(Load::error)?,
        })
    }

    fn native_frame(&mut self, below: &[Frame]) -> Result<NativeFrame> {
        let name = self.r.text()?;
        let dialect = if self.r.flag()? { Dialect::Octave } else { Dialect::Matlab };
        let id = self.library.find(name, dialect);
        let id: BuiltinId = id.ok_or(SnapshotError::Malformed("a builtin that is not there"))?;
        if !matches!(self.library.builtin(id).kernel, Kernel::Steps { .. }) {
            return Err(SnapshotError::Malformed("a builtin that never waits"));
        }
        let then = Then { phase: self.r.small()?, state: self.list(Load::slot)? };
        let nargout = self.r.small()?;
        let want = self.want(below)?;
        Ok(NativeFrame { id, then, nargout, want, capture: self.r.flag()? })
    }

    /// Where results go: into registers of the caller, when that is code.
    fn want(&mut self, below: &[Frame]) -> Result<Want> {
        let (kind, a, target): (u8, u16, u32) = (self.r.byte()?, self.r.small()?, self.r.small()?);
        let b = target as u16;
        let (want, last) = match kind {
            0 => (Want::One(a), a as usize),
            1 => (Want::Many(a, b), (a as usize + b as usize).saturating_sub(1)),
            2 => (Want::List(a, b), a.max(b) as usize),
            3 => (Want::Statement(a), a as usize),
            4 => (Want::Forward, 0),
            5 => (Want::Discard, 0),
            6 => (Want::Branch { when: a != 0, target }, 0),
            _ => return Err(SnapshotError::Malformed("results that go nowhere")),
        };
        match (below.last(), want) {
            (Some(Frame::Code(c)), Want::Branch { target, .. }) if target as usize >= c.code.ops.len() => {
                Err(SnapshotError::Malformed("a place outside of its code"))
            }
            (Some(Frame::Code(c)), _) if last >= c.code.registers as usize => Err(OUT_OF_FRAME),
            _ => Ok(want),
        }
    }

    fn error(&mut self) -> Result<Error> {
        let kind = self.r.byte()?;
        let mut e = if kind == error::CUSTOM {
            Error::new(self.r.text()?, self.r.text()?)
        } else {
            let n = self.r.signed()?;
            Error::of(match kind {
                error::CANCELLED => ErrorKind::Cancelled,
                error::FUEL => ErrorKind::FuelExhausted,
                error::TIME => ErrorKind::TimeLimit,
                error::MEMORY => ErrorKind::MemoryLimit { limit: n as u64 },
                error::OUTPUT => ErrorKind::OutputLimit { limit: n as u64 },
                error::FILES => ErrorKind::OpenFilesLimit { limit: n as u32 },
                error::DEPTH => ErrorKind::DepthLimit { limit: n as usize },
                error::EXIT => ErrorKind::Exit { status: n as i32 },
                _ => return Err(SnapshotError::Malformed("an error of no kind")),
            })
        };
        *e.stack_mut() = read_stack(&mut self.r)?;
        *e.causes_mut() = self.list(|l| match l.value()? {
            Value::Exception(e) => Ok(e),
            _ => Err(SnapshotError::Malformed("a cause that is no exception")),
        })?;
        if let Some(text) = self.r.maybe(Reader::blob)? {
            e.set_captured(text.to_vec());
        }
        Ok(e)
    }

    fn request(&mut self) -> Result<PendingInteraction> {
        Ok(match self.r.byte()? {
            request::INPUT => PendingInteraction::Input { prompt: self.r.text()?.into(), text: self.r.flag()? },
            request::KEYBOARD => PendingInteraction::Keyboard { prompt: self.r.text()?.into() },
            request::KEY => PendingInteraction::Key,
            request::TIMER => PendingInteraction::Timer { until: self.moment()? },
            request::TASKS => PendingInteraction::Tasks {
                ids: self.list(|l| l.r.number().map(TaskId::from_bits))?,
                any: self.r.flag()?,
                until: self.maybe(Load::moment)?,
            },
            request::TURN => PendingInteraction::Turn,
            request::CHECKPOINT => PendingInteraction::Checkpoint { path: self.r.text()?.into() },
            request::PERMISSION => PendingInteraction::Permission {
                prompt: self.r.text()?.into(),
                kind: self.r.text()?.into(),
                what: self.r.text()?.into(),
            },
            _ => return Err(SnapshotError::Malformed("a request of no kind")),
        })
    }

    fn counters(&mut self, m: &mut Machine) -> Result<()> {
        m.meter.budget = self.r.signed()?;
        m.budget_given = self.r.signed()?;
        m.fuel_used = self.r.number()?;
        m.task_began = self.r.number()?;
        let deadline = self.maybe(Load::moment)?;
        let fuel_limit = self.r.maybe(Reader::number)?;
        let depth_limit: usize = self.r.small()?;
        let own = m.limits;
        m.limits = own.tightened(self.limits()?);
        m.fuel_limit = fuel_limit.into_iter().chain(own.fuel).min();
        m.depth_limit = own.call_depth.map_or(depth_limit, |d| depth_limit.min(d as usize));
        m.deadline = deadline.into_iter().chain(own.wall_time.map(|t| self.now + t)).min();
        m.session.memory_limit = m.limits.memory_bytes;
        m.small = Small::unknown();
        m.session.open_files_limit = m.limits.open_files;
        let quantum = super::super::QUANTUM;
        if m.meter.budget > quantum || m.budget_given > quantum || m.fuel_used > i64::MAX as u64 / 2 {
            return Err(SnapshotError::Malformed("more work than a slice has"));
        }
        Ok(())
    }

    fn limits(&mut self) -> Result<RunLimits> {
        let r = &mut self.r;
        Ok(RunLimits {
            fuel: r.maybe(Reader::number)?,
            wall_time: r.maybe(Reader::number)?.map(Duration::from_nanos),
            memory_bytes: r.maybe(Reader::number)?,
            output_bytes: r.maybe(Reader::number)?,
            call_depth: r.maybe(|r| r.small())?,
            open_files: r.maybe(|r| r.small())?,
        })
    }

    fn closing(&mut self) -> Result<Option<Stop>> {
        self.maybe(|l| Ok(if l.r.flag()? { Stop::Failed(l.error()?) } else { Stop::Finished }))
    }

    fn parts(&mut self, m: &mut Machine) -> Result<()> {
        let parts = self.library.state();
        for (name, v) in self.list(|l| Ok((l.r.text()?.to_string(), l.value()?)))? {
            let part = parts.iter().find(|p| p.name == name).ok_or(super::BAD_STATE)?;
            (part.load)(&mut m.session, &v)?;
        }
        Ok(())
    }
}

/// The first register that the next frame may use: that of the innermost code.
fn floor(frames: &[Frame]) -> usize {
    let base = |f: &Frame| match f {
        Frame::Code(c) => Some(c.base),
        Frame::Native(_) => None,
    };
    frames.iter().rev().find_map(base).unwrap_or(0)
}
