//! While nothing is under way, an open device costs nothing: alone in its process, since that is measured.

use runmat_accelerate::GpuSource;
use runmat_core::{Capabilities, RunMatSession};
use std::time::Duration;

/// Processor time of this process so far, in hundredths of a second.
fn used() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

#[test]
fn an_idle_device_takes_no_time() {
    let session = RunMatSession::builder().capabilities(Capabilities::all()).device(GpuSource::new()).build();
    session.execute_blocking("x = gpuArray(single(1:1000)); gather(sum(x));").expect("a device to test on");
    std::thread::sleep(Duration::from_millis(200));
    let Some(before) = used() else { return };
    std::thread::sleep(Duration::from_secs(1));
    let taken = used().expect("it was there before") - before;
    assert!(taken <= 5, "{taken} hundredths of a second while nothing happened");
}
