//! The thread that has native drivers call back. It sleeps while nothing is under way.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What is to be waited for: submissions with a readback behind them.
#[derive(Default)]
struct Watched {
    submissions: VecDeque<wgpu::SubmissionIndex>,
    over: bool,
}

/// Waits for submissions beside everybody else; ends when it is dropped.
pub(crate) struct Watcher {
    shared: Arc<(Mutex<Watched>, Condvar)>,
}

impl Watcher {
    pub fn new(device: wgpu::Device) -> std::io::Result<Self> {
        let shared: Arc<(Mutex<Watched>, Condvar)> = Arc::default();
        let theirs = shared.clone();
        std::thread::Builder::new().name("gpu readback".into()).spawn(move || watch(&device, &theirs))?;
        Ok(Watcher { shared })
    }

    /// Has the callbacks of this submission called as soon as it is done.
    pub fn watch(&self, submission: wgpu::SubmissionIndex) {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).submissions.push_back(submission);
        self.shared.1.notify_one();
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).over = true;
        self.shared.1.notify_one();
    }
}

fn watch(device: &wgpu::Device, (watched, changed): &(Mutex<Watched>, Condvar)) {
    loop {
        let next = {
            let mut held = watched.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                match held.submissions.pop_front() {
                    Some(submission) => break submission,
                    None if held.over => return,
                    None => held = changed.wait(held).unwrap_or_else(PoisonError::into_inner),
                }
            }
        };
        // A device that is lost ends its waits, too.
        let _ = device.poll(wgpu::PollType::Wait { submission_index: Some(next), timeout: None });
    }
}
