//! The terminal: buffered output, kept in order with the error stream, and questions to the user.

use runmat_core::{InputError, PendingInteraction, Stream};
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Output that has waited this long is written.
const PATIENCE: Duration = Duration::from_millis(50);
/// So much is collected before it is written.
const ENOUGH: usize = 1 << 16;

/// Standard streams of the process. Flushed before questions, before error text, and at the end.
pub(crate) struct Terminal {
    out: Mutex<Buffer>,
    out_is_terminal: bool,
    err_has_colours: bool,
    /// A question is being asked: an interrupt then ends the process.
    pub(crate) asking: AtomicBool,
}

struct Buffer {
    bytes: Vec<u8>,
    written: Instant,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Terminal {
            out: Mutex::new(Buffer { bytes: Vec::new(), written: Instant::now() }),
            out_is_terminal: io::stdout().is_terminal(),
            err_has_colours: io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            asking: AtomicBool::new(false),
        }
    }

    fn buffer(&self) -> MutexGuard<'_, Buffer> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn print(&self, bytes: &[u8]) {
        let mut buffer = self.buffer();
        buffer.bytes.extend_from_slice(bytes);
        if self.out_is_terminal || buffer.bytes.len() >= ENOUGH || buffer.written.elapsed() > PATIENCE {
            buffer.write();
        }
    }

    /// Writes what is held back.
    pub(crate) fn flush(&self) {
        self.buffer().write();
    }

    /// Text on the error stream, after all output before it; red where colours are shown and `alarm` is set.
    pub(crate) fn report(&self, text: &str, alarm: bool) {
        self.flush();
        let mut err = io::stderr().lock();
        // Nobody is left to be told when the error stream is gone.
        let _ = if alarm && self.err_has_colours {
            writeln!(err, "\x1b[31m{}\x1b[0m", text.trim_end_matches('\n'))
        } else {
            err.write_all(text.as_bytes())
        };
    }

    /// What a session prints.
    pub(crate) fn write(&self, stream: Stream, bytes: &[u8]) {
        match stream {
            Stream::Out => self.print(bytes),
            Stream::Err => self.report(&String::from_utf8_lossy(bytes), false),
        }
    }

    /// Shows a question.
    pub(crate) fn show(&self, request: &PendingInteraction) {
        self.print(request.prompt().unwrap_or_default().as_bytes());
        self.flush();
    }

    /// Shows a question and reads a line.
    pub(crate) fn ask(&self, request: &PendingInteraction) -> Result<String, InputError> {
        self.show(request);
        self.asking.store(true, Relaxed);
        let mut line = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut line);
        self.asking.store(false, Relaxed);
        match read {
            Ok(n) if n > 0 => {
                let text = String::from_utf8_lossy(&line);
                Ok(text.trim_end_matches(['\n', '\r']).to_string())
            }
            _ => Err(InputError::Abandoned),
        }
    }
}

impl Buffer {
    fn write(&mut self) {
        self.written = Instant::now();
        if self.bytes.is_empty() {
            return;
        }
        let mut out = io::stdout().lock();
        let written = out.write_all(&self.bytes).and_then(|()| out.flush());
        self.bytes.clear();
        if written.is_err() {
            // The reader has gone, as with `runmat … | head`.
            std::process::exit(1);
        }
    }
}
