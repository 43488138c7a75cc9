//! A machine to bytes.

use super::super::Machine;
use super::super::frame::{CodeFrame, Extra, Frame, NativeFrame, Owner};
use super::super::functions::{Functions, Target};
use super::super::tasks::{Strand, Task, Wait};
use super::super::{SliceEnd, Stop};
use super::code::Texts;
use crate::builtin::{Library, Values};
use crate::bytecode::{CodeObject, Want};
use crate::context::{SessionState, WarningState};
use runmat_async::{PendingInteraction, RunLimits};
use runmat_value::display::Format;
use runmat_value::snapshot::{Encoder, Result, SnapshotError, Writer, write_stack};
use runmat_value::{Dialect, Error, ErrorKind, Name, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// First byte of an error.
pub(super) mod error {
    pub const CUSTOM: u8 = 0;
    pub const CANCELLED: u8 = 1;
    pub const FUEL: u8 = 2;
    pub const TIME: u8 = 3;
    pub const MEMORY: u8 = 4;
    pub const OUTPUT: u8 = 5;
    pub const FILES: u8 = 6;
    pub const DEPTH: u8 = 7;
    pub const EXIT: u8 = 8;
}

/// First byte of a request.
pub(super) mod request {
    pub const INPUT: u8 = 0;
    pub const KEYBOARD: u8 = 1;
    pub const KEY: u8 = 2;
    pub const TIMER: u8 = 3;
    pub const TASKS: u8 = 4;
    pub const TURN: u8 = 5;
    pub const CHECKPOINT: u8 = 6;
    pub const PERMISSION: u8 = 7;
}

/// All of a machine that a snapshot holds.
pub(super) fn save(m: &mut Machine) -> Result<Vec<u8>> {
    check(m)?;
    let parts = save_parts(m)?;
    let now = m.session.host.ticks();
    let mut texts = Texts::new(&m.core.functions);
    let mut main = {
        let (dialect, library) = (m.session.dialect, m.library.clone());
        let mut s = Save { e: Encoder::new(&mut texts), out: Writer::new(), now, dialect, library };
        s.session(&m.session)?;
        s.functions(&m.core.functions)?;
        s.variables(&m.core.base)?;
        s.tasks(m)?;
        s.counters(m);
        s.closing(m.closing.as_ref())?;
        s.out.number(parts.len() as u64);
        for (name, v) in &parts {
            s.out.text(name);
            s.slot(v)?;
        }
        let objects = s.e.finish()?;
        (objects, s.out.into_bytes())
    };
    let mut out = Writer::new();
    texts.write(&mut out);
    out.raw(&std::mem::take(&mut main.0));
    out.raw(&main.1);
    Ok(out.into_bytes())
}

/// First register above the frames.
pub(super) fn top(frames: &[Frame]) -> usize {
    let end = |f: &Frame| match f {
        Frame::Code(c) => Some(c.base + c.code.registers as usize),
        Frame::Native(_) => None,
    };
    frames.iter().rev().find_map(end).unwrap_or(0)
}

/// Refuses what is under way outside of the machine.
fn check(m: &Machine) -> Result<()> {
    let asked = |id: &u64| m.core.tasks.requests.iter().any(|r| r.0 == *id);
    let calls_host = |(id, t): (&u64, &Task)| t.wait == Wait::Host && !asked(id);
    if m.core.tasks.all.values().any(|t| t.beside) {
        return Err(SnapshotError::Busy("a task runs on a thread of its own".into()));
    }
    if !m.host_calls.is_empty() || m.core.tasks.all.iter().any(calls_host) {
        return Err(SnapshotError::CannotTravel("a call of a function of the host that is under way".into()));
    }
    Ok(())
}

/// The state of the library's modules.
fn save_parts(m: &mut Machine) -> Result<Vec<(&'static str, Value)>> {
    let parts = m.library.state();
    let saved = parts.iter().map(|p| Ok((p.name, (p.save)(&mut m.session)?)));
    let saved: Result<Vec<_>> = saved.collect();
    Ok(saved?.into_iter().filter_map(|(name, v)| Some((name, v?))).collect())
}

struct Save<'t> {
    e: Encoder<'t>,
    out: Writer,
    now: Duration,
    dialect: Dialect,
    library: Arc<dyn Library>,
}

impl Save<'_> {
    fn slot(&mut self, v: &Value) -> Result<()> {
        self.e.value(&mut self.out, v)
    }

    fn slots<'v>(&mut self, values: impl ExactSizeIterator<Item = &'v Value>) -> Result<()> {
        self.out.number(values.len() as u64);
        values.into_iter().try_for_each(|v| self.slot(v))
    }

    fn variables(&mut self, vars: &BTreeMap<Name, Value>) -> Result<()> {
        self.out.number(vars.len() as u64);
        for (name, v) in vars {
            self.out.text(name);
            self.slot(v)?;
        }
        Ok(())
    }

    fn code(&mut self, code: &Arc<CodeObject>) -> Result<()> {
        let code: Arc<dyn runmat_value::function::Code> = code.clone();
        let n = self.e.codes().number(&code)?;
        self.out.number(n);
        Ok(())
    }

    fn maybe<T>(&mut self, x: Option<T>, f: impl FnOnce(&mut Self, T) -> Result<()>) -> Result<()> {
        self.out.flag(x.is_some());
        x.map_or(Ok(()), |x| f(self, x))
    }

    /// A moment, seen from now.
    fn moment(&mut self, t: Duration) {
        let nanos = t.as_nanos() as i128 - self.now.as_nanos() as i128;
        self.out.signed(nanos.clamp(i64::MIN as i128, i64::MAX as i128) as i64);
    }

    fn session(&mut self, s: &SessionState) -> Result<()> {
        self.format(&s.format);
        let w = &s.warnings;
        let state = |out: &mut Writer, s: WarningState| out.byte(s as u8);
        self.out.maybe(w.all, state);
        self.out.number(w.states.len() as u64);
        for (name, s) in &w.states {
            self.out.text(name);
            state(&mut self.out, *s);
        }
        self.out.text(&w.last_message);
        self.out.text(&w.last_identifier);
        let last = s.last_error.clone().map_or(Value::Undef, Value::Exception);
        self.slot(&last)?;
        self.out.number(s.globals.len() as u64);
        for (name, v) in &s.globals {
            self.out.text(name);
            self.slot(&Value::Boxed(v.clone()))?;
        }
        self.out.number(s.classes.len() as u64);
        for (name, info) in &s.classes {
            self.out.text(name);
            for list in [&info.parents, &info.superior] {
                self.out.number(list.len() as u64);
                list.iter().for_each(|n| self.out.text(n));
            }
        }
        self.out.number(s.path.len() as u64);
        s.path.iter().for_each(|p| self.out.text(p));
        self.out.text(&s.host.current_dir());
        let waiting = s.cleanup.waiting();
        self.slots(waiting.iter())?;
        self.out.number(s.output.total());
        Ok(())
    }

    fn format(&mut self, f: &Format) {
        let out = &mut self.out;
        out.byte(f.style as u8);
        [f.compact, f.fixed_point, f.split_long_rows, f.empty_dimensions, f.uppercase]
            .into_iter()
            .for_each(|b| out.flag(b));
        out.number(f.width as u64);
        out.maybe(f.precision, |out, p| out.number(p as u64));
        out.number(f.struct_levels as u64);
    }

    fn functions(&mut self, f: &Functions) -> Result<()> {
        self.out.number(f.typed.len() as u64);
        let typed: BTreeMap<_, _> = f.typed.iter().collect();
        for (name, code) in typed {
            self.out.text(name);
            self.code(code)?;
        }
        let files: BTreeMap<_, _> = f.files.iter().collect();
        self.out.number(files.len() as u64);
        for (path, entry) in files {
            self.out.text(path);
            self.out.double(entry.modified);
            match &entry.target {
                Target::Code(code) => {
                    self.out.byte(1);
                    self.code(code)?;
                }
                Target::Script(code) => {
                    self.out.byte(2);
                    self.code(code)?;
                }
                _ => self.out.byte(0),
            }
        }
        let persistents: BTreeMap<_, _> = f.persistents.iter().collect();
        let persistents: Vec<_> = persistents.into_iter().filter_map(|(k, v)| Some((f.by_id(k.0)?, k.1, v))).collect();
        self.out.number(persistents.len() as u64);
        for (code, number, v) in persistents {
            self.code(&code)?;
            self.out.number(number as u64);
            self.slot(&Value::Boxed(v.clone()))?;
        }
        Ok(())
    }

    fn tasks(&mut self, m: &Machine) -> Result<()> {
        let t = &m.core.tasks;
        self.out.number(t.running);
        self.out.number(t.last);
        self.out.number(t.all.len() as u64);
        for (id, task) in &t.all {
            self.out.number(*id);
            self.task(task)?;
            if *id == t.running {
                // What it has been woken with, and its stack, which has not been put away.
                self.maybe(task.strand.incoming.as_ref(), Save::answer)?;
                self.loaded_strand(m)?;
            } else {
                self.stored_strand(&task.strand)?;
            }
        }
        self.out.number(t.served);
        for (level, passed) in t.ready.levels.iter().zip(t.ready.passed) {
            self.out.number(level.len() as u64);
            level.iter().for_each(|&id| self.out.number(id));
            self.out.number(passed as u64);
        }
        self.out.number(t.timers.len() as u64);
        for &(moment, id, serial) in &t.timers {
            self.moment(moment);
            self.out.number(id);
            self.out.number(serial);
        }
        self.out.number(t.requests.len() as u64);
        for (id, request) in &t.requests {
            self.out.number(*id);
            self.request(request)?;
        }
        self.out.number(t.unheard.len() as u64);
        for (id, text) in &t.unheard {
            self.out.number(*id);
            self.out.text(text);
        }
        self.out.number(t.given.len() as u64);
        t.given.iter().for_each(|&id| self.out.number(id));
        Ok(())
    }

    fn task(&mut self, t: &Task) -> Result<()> {
        let handle = t.handle.clone().map_or(Value::Undef, Value::Handle);
        self.slot(&handle)?;
        self.maybe(t.start.as_ref(), |s, (function, args)| {
            s.slot(function)?;
            s.slots(args.iter())
        })?;
        self.out.number(t.nargout as u64);
        let (kind, left) = match t.wait {
            Wait::Start => (0, 0),
            Wait::Nothing => (1, 0),
            Wait::Timer => (2, 0),
            Wait::Tasks { left } => (3, left),
            Wait::Host => (4, 0),
            Wait::Promise => (5, 0),
        };
        self.out.byte(kind);
        self.out.number(left as u64);
        self.out.number(t.serial);
        self.out.number(t.waiters.len() as u64);
        for (id, serial) in &t.waiters {
            self.out.number(*id);
            self.out.number(*serial);
        }
        self.out.number(t.parent);
        self.out.number(t.children as u64);
        self.out.byte(t.priority as u8);
        self.maybe(t.interrupt.as_ref(), Save::error)?;
        [t.cancelled, t.awaited, t.detached, t.isolated].into_iter().for_each(|b| self.out.flag(b));
        self.out.maybe(t.fuel, |out, f| out.number(f));
        self.out.number(t.begins);
        self.out.maybe(t.share, |out, s| {
            out.number(s.weight.into());
            out.number(s.due);
        });
        Ok(())
    }

    /// The stack that is loaded.
    fn loaded_strand(&mut self, m: &Machine) -> Result<()> {
        self.frames(&m.core.frames)?;
        self.slots(m.core.regs[..m.core.top()].iter())?;
        let captures = m.session.output.captures();
        self.rest(m.incoming.as_ref(), m.forwarded.as_ref(), m.resumed_error.as_ref(), m.grace, captures)
    }

    /// One that lies in the entry of its task.
    fn stored_strand(&mut self, s: &Strand) -> Result<()> {
        self.frames(&s.frames)?;
        self.slots(s.regs[..top(&s.frames)].iter())?;
        self.rest(s.incoming.as_ref(), s.forwarded.as_ref(), s.resumed_error.as_ref(), s.grace, &s.captures)
    }

    /// What a call was answered.
    fn answer(&mut self, r: &runmat_value::Result<Values>) -> Result<()> {
        self.out.flag(r.is_ok());
        match r {
            Ok(values) => self.slots(values.iter()),
            Err(e) => self.error(e),
        }
    }

    fn rest(
        &mut self,
        incoming: Option<&runmat_value::Result<Values>>,
        forwarded: Option<&Values>,
        resumed: Option<&Error>,
        grace: Option<i64>,
        captures: &[Vec<u8>],
    ) -> Result<()> {
        self.maybe(incoming, Save::answer)?;
        self.maybe(forwarded, |s, values| s.slots(values.iter()))?;
        self.maybe(resumed, Save::error)?;
        self.out.maybe(grace, Writer::signed);
        self.out.number(captures.len() as u64);
        captures.iter().for_each(|c| self.out.blob(c));
        Ok(())
    }

    fn frames(&mut self, frames: &[Frame]) -> Result<()> {
        self.out.number(frames.len() as u64);
        for f in frames {
            match f {
                Frame::Code(c) => {
                    self.out.byte(0);
                    self.code_frame(c)?;
                }
                Frame::Native(n) => {
                    self.out.byte(1);
                    self.native_frame(n)?;
                }
            }
        }
        Ok(())
    }

    fn code_frame(&mut self, c: &CodeFrame) -> Result<()> {
        self.code(&c.code.share())?;
        [c.pc, c.base, c.nargin as usize, c.nargout as usize].into_iter().for_each(|n| self.out.number(n as u64));
        self.want(c.want);
        self.maybe(c.extra.as_deref(), Save::extra)
    }

    fn extra(&mut self, e: &Extra) -> Result<()> {
        self.variables(&e.dynamic)?;
        let owner = match e.owner {
            Owner::Own => 0,
            Owner::Base => 1,
            Owner::Frame(k) => k as u64 + 2,
        };
        self.out.number(owner);
        self.out.number(e.pending.len() as u64);
        e.pending.iter().try_for_each(|e| self.error(e))?;
        self.maybe(e.caught.as_ref(), Save::error)?;
        self.out.flag(e.is_cleanup);
        self.maybe(e.forwarded.as_ref(), |s, values| s.slots(values.iter()))?;
        self.maybe(e.after.as_ref(), Save::error)
    }

    fn native_frame(&mut self, n: &NativeFrame) -> Result<()> {
        let row = self.library.builtin(n.id);
        self.out.text(row.name);
        self.out.flag(row.only.unwrap_or(self.dialect).is_octave());
        self.out.number(n.then.phase as u64);
        self.slots(n.then.state.iter())?;
        self.out.number(n.nargout as u64);
        self.want(n.want);
        self.out.flag(n.capture);
        Ok(())
    }

    fn want(&mut self, w: Want) {
        let (kind, a, b) = match w {
            Want::One(r) => (0, r, 0),
            Want::Many(r, n) => (1, r, n as u32),
            Want::List(r, n) => (2, r, n as u32),
            Want::Statement(r) => (3, r, 0),
            Want::Forward => (4, 0, 0),
            Want::Discard => (5, 0, 0),
            Want::Branch { when, target } => (6, when as u16, target),
        };
        self.out.byte(kind);
        self.out.number(a as u64);
        self.out.number(b as u64);
    }

    fn error(&mut self, e: &Error) -> Result<()> {
        let (kind, number) = match *e.kind() {
            ErrorKind::Cancelled => (error::CANCELLED, 0),
            ErrorKind::FuelExhausted => (error::FUEL, 0),
            ErrorKind::TimeLimit => (error::TIME, 0),
            ErrorKind::MemoryLimit { limit } => (error::MEMORY, limit as i64),
            ErrorKind::OutputLimit { limit } => (error::OUTPUT, limit as i64),
            ErrorKind::OpenFilesLimit { limit } => (error::FILES, limit as i64),
            ErrorKind::DepthLimit { limit } => (error::DEPTH, limit as i64),
            ErrorKind::Exit { status } => (error::EXIT, status as i64),
            _ => (error::CUSTOM, 0),
        };
        self.out.byte(kind);
        if kind == error::CUSTOM {
            self.out.text(&e.identifier(self.dialect));
            self.out.text(&e.message(self.dialect));
        } else {
            self.out.signed(number);
        }
        write_stack(&mut self.out, e.stack());
        self.out.number(e.causes().len() as u64);
        for c in e.causes() {
            self.slot(&Value::Exception(c.clone()))?;
        }
        self.out.maybe(e.captured(), Writer::blob);
        Ok(())
    }

    fn request(&mut self, r: &PendingInteraction) -> Result<()> {
        match r {
            PendingInteraction::Input { prompt, text } => {
                self.out.byte(request::INPUT);
                self.out.text(prompt);
                self.out.flag(*text);
            }
            PendingInteraction::Keyboard { prompt } => {
                self.out.byte(request::KEYBOARD);
                self.out.text(prompt);
            }
            PendingInteraction::Key => self.out.byte(request::KEY),
            PendingInteraction::Timer { until } => {
                self.out.byte(request::TIMER);
                self.moment(*until);
            }
            PendingInteraction::Tasks { ids, any, until } => {
                self.out.byte(request::TASKS);
                self.out.number(ids.len() as u64);
                ids.iter().for_each(|id| self.out.number(id.to_bits()));
                self.out.flag(*any);
                self.maybe(*until, |s, t| {
                    s.moment(t);
                    Ok(())
                })?;
            }
            PendingInteraction::Turn => self.out.byte(request::TURN),
            PendingInteraction::Checkpoint { path } => {
                self.out.byte(request::CHECKPOINT);
                self.out.text(path);
            }
            PendingInteraction::Permission { prompt, kind, what } => {
                self.out.byte(request::PERMISSION);
                [prompt, kind, what].into_iter().for_each(|t| self.out.text(t));
            }
            PendingInteraction::Host { name } => {
                return Err(SnapshotError::CannotTravel(format!("a call of '{name}', a function of the host")));
            }
        }
        Ok(())
    }

    fn counters(&mut self, m: &Machine) {
        // Between two slices the budget is part of what comes next.
        debug_assert!(matches!(m.slice_end, SliceEnd::Time(_) | SliceEnd::Work(_)));
        self.out.signed(m.meter.budget);
        self.out.signed(m.budget_given);
        self.out.number(m.fuel_used);
        self.out.number(m.task_began);
        self.out.flag(m.deadline.is_some());
        if let Some(d) = m.deadline {
            self.moment(d);
        }
        self.out.maybe(m.fuel_limit, Writer::number);
        self.out.number(m.depth_limit as u64);
        self.limits(&m.limits);
    }

    fn limits(&mut self, l: &RunLimits) {
        let out = &mut self.out;
        out.maybe(l.fuel, Writer::number);
        out.maybe(l.wall_time, |out, t| out.number(t.as_nanos().min(u64::MAX as u128) as u64));
        out.maybe(l.memory_bytes, Writer::number);
        out.maybe(l.output_bytes, Writer::number);
        out.maybe(l.call_depth, |out, d| out.number(d as u64));
        out.maybe(l.open_files, |out, n| out.number(n as u64));
    }

    /// How the program has ended, while its tasks are being ended.
    fn closing(&mut self, stop: Option<&Stop>) -> Result<()> {
        self.maybe(stop, |s, stop| match stop {
            Stop::Failed(e) => {
                s.out.flag(true);
                s.error(e)
            }
            _ => {
                s.out.flag(false);
                Ok(())
            }
        })
    }
}
