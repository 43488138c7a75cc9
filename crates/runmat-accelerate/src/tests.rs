//! The driver by itself, on whatever device there is; with none the tests say so and fail.

use crate::GpuSource;
use runmat_async::TimerQueue;
use runmat_value::device::kernel::{Bin, Chain, Fold, Kernel, Lane, Lines, Node, Scalar, Un, View};
use runmat_value::device::{BufferRef, Device, DeviceSource};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

fn device() -> Arc<dyn Device> {
    let opened = runmat_async::block_on(GpuSource::new().open(), &TimerQueue::system());
    opened.unwrap_or_else(|e| panic!("no device to test on ({e:?}): install a driver, e.g. mesa-vulkan-drivers"))
}

fn upload(d: &Arc<dyn Device>, x: &[f32]) -> BufferRef {
    d.upload(&x.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>()).unwrap()
}

fn floats(d: &Arc<dyn Device>, b: &BufferRef, n: usize) -> Vec<f32> {
    let bytes = runmat_async::block_on(d.read(b, 0, n as u64 * 4), &TimerQueue::system()).unwrap();
    bytes.chunks_exact(4).map(|c| f32::from_le_bytes(c.try_into().unwrap())).collect()
}

fn view(b: &BufferRef) -> View {
    View { buffer: b.clone(), lane: Lane::F32, offset: 0, strides: None }
}

fn chain(n: u32, inputs: Vec<View>, scalars: Vec<Scalar>, nodes: Vec<Node>) -> Chain {
    Chain { shape: vec![n], inputs, scalars, nodes, lane: Lane::F32, faults: None }
}

struct Count(AtomicUsize, std::thread::Thread);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
        self.1.unpark();
    }
}

fn counting() -> (Arc<Count>, Waker) {
    let count = Arc::new(Count(AtomicUsize::new(0), std::thread::current()));
    (count.clone(), Waker::from(count))
}

#[test]
fn a_chain_and_its_sum_are_one_kernel() {
    let d = device();
    let x: Vec<f32> = (0..1000).map(|k| k as f32 / 100.0).collect();
    let b = upload(&d, &x);
    let nodes = vec![Node::Load(0), Node::Scalar(0), Node::Bin(Bin::Mul, 0, 1), Node::Un(Un::Sin, 2)];
    let c = chain(1000, vec![view(&b)], vec![Scalar::F32(2.0)], nodes);
    let before = d.counts().dispatches;
    let lines = Lines { inner: 1, count: 1000, outer: 1 };
    let s = d.run(&Kernel::Reduce { chain: c.clone(), fold: Fold::Sum, lines }).unwrap();
    assert_eq!(d.counts().dispatches - before, 1);
    let expected: f64 = x.iter().map(|&v| ((v * 2.0) as f64).sin()).sum();
    let got = floats(&d, &s, 1)[0];
    assert!((got as f64 - expected).abs() < 1e-3, "{got} {expected}");
    // The same structure with other numbers is the same program.
    let compiled = d.counts().compiled;
    let c = Chain { scalars: vec![Scalar::F32(3.0)], ..c };
    d.run(&Kernel::Reduce { chain: c, fold: Fold::Sum, lines }).unwrap();
    assert_eq!(d.counts().compiled, compiled);
}

#[test]
fn a_readback_is_pending_until_the_callback_and_wakes_once() {
    let d = device();
    let x: Vec<f32> = (0..4096).map(|k| k as f32).collect();
    let b = upload(&d, &x);
    let (count, waker) = counting();
    let mut reading = d.read(&b, 0, 4096 * 4);
    assert_eq!(d.counts().reading, 1);
    let mut cx = Context::from_waker(&waker);
    let mut got = None;
    let start = Instant::now();
    // Polled once; from then on only when woken.
    let mut polls = 0;
    while got.is_none() {
        let woken = count.0.load(SeqCst);
        polls += 1;
        match reading.as_mut().poll(&mut cx) {
            Poll::Ready(bytes) => got = Some(bytes.unwrap()),
            Poll::Pending => {
                while count.0.load(SeqCst) == woken {
                    assert!(start.elapsed() < Duration::from_secs(20), "never woken");
                    std::thread::park_timeout(Duration::from_millis(100));
                }
            }
        }
    }
    assert!(polls <= 2 && count.0.load(SeqCst) == polls - 1, "{polls} polls");
    drop(reading);
    let bytes: Vec<u8> = x.iter().flat_map(|v| v.to_le_bytes()).collect();
    assert_eq!((got.unwrap(), d.counts().reading), (bytes, 0));
}

#[test]
fn a_hundred_readbacks_overlap_and_dropped_ones_leak_nothing() {
    let d = device();
    let buffers: Vec<BufferRef> = (0..100).map(|k| upload(&d, &[k as f32; 1000])).collect();
    let used = d.counts().used;
    let mut readings: Vec<_> = buffers.iter().map(|b| d.read(b, 0, 4000)).collect();
    assert_eq!(d.counts().reading, 100);
    // Every third is given up in the middle of it.
    let mut k = 0;
    readings.retain(|_| {
        k += 1;
        k % 3 != 0
    });
    let timers = TimerQueue::system();
    let mut k = 0;
    for reading in readings {
        if k % 3 == 2 {
            k += 1;
        }
        let bytes = runmat_async::block_on(reading, &timers).unwrap();
        assert_eq!(f32::from_le_bytes(bytes[3996..].try_into().unwrap()), k as f32);
        k += 1;
    }
    assert_eq!((d.counts().reading, d.counts().used), (0, used));
    drop(buffers);
    assert_eq!(d.counts().used, 0);
    d.trim();
    assert_eq!(d.counts().kept, 0);
}

#[test]
fn a_lost_device_is_a_typed_error() {
    use runmat_value::device::DeviceError;
    let timers = TimerQueue::system();
    let d = runmat_async::block_on(crate::GpuDevice::open(), &timers).expect("a device to test on");
    let b = d.upload(&[0; 4096]).unwrap();
    let reading = d.read(&b, 0, 4096);
    d.destroy();
    // What is under way ends one way or the other; what comes later is refused.
    let _ended = runmat_async::block_on(reading, &timers);
    assert!(matches!(d.upload(&[0; 4]), Err(DeviceError::Lost(_))));
    assert!(matches!(runmat_async::block_on(d.read(&b, 0, 4096), &timers), Err(DeviceError::Lost(_))));
    assert_eq!(d.counts().reading, 0);
}

#[test]
fn too_much_memory_is_a_typed_error_and_the_device_goes_on() {
    use runmat_value::device::DeviceError;
    let d = device();
    let nodes = vec![Node::Scalar(0)];
    let huge = Chain {
        shape: vec![u32::MAX],
        inputs: vec![],
        scalars: vec![Scalar::F32(1.0)],
        nodes,
        lane: Lane::F32,
        faults: None,
    };
    assert!(matches!(d.run(&Kernel::Map(huge.clone())), Err(DeviceError::OutOfMemory(_))));
    let small = Chain { shape: vec![3], ..huge };
    let b = d.run(&Kernel::Map(small)).unwrap();
    assert_eq!(floats(&d, &b, 3), [1.0; 3]);
}

#[test]
fn functions_of_singles_are_as_precise_as_said() {
    let d = device();
    let wide = |from: f32, to: f32, n: usize| -> Vec<f32> {
        (0..n).map(|k| from + (to - from) * (k as f32 / (n - 1) as f32)).collect()
    };
    let orders = |n: usize| -> Vec<f32> {
        (0..n).map(|k| f32::from_bits(0x0080_0000 + (k as u32) * ((0x7f00_0000u32) / n as u32))).collect()
    };
    let signed = |x: Vec<f32>| -> Vec<f32> { x.iter().flat_map(|&v| [v, -v]).collect() };
    let cases: Vec<(Un, f64, fn(f64) -> f64, Vec<f32>)> = vec![
        (Un::Exp, 2.0, f64::exp, wide(-87.0, 88.7, 20000)),
        (Un::Expm1, 4.0, f64::exp_m1, signed(orders(20000)).into_iter().filter(|v| v.abs() < 88.0).collect()),
        (Un::Log, 2.0, f64::ln, orders(20000)),
        (Un::Log, 2.0, f64::ln, wide(0.5, 2.0, 20000)),
        (Un::Log1p, 3.0, f64::ln_1p, signed(orders(20000)).into_iter().filter(|v| *v > -1.0).collect()),
        (Un::Log2, 3.0, f64::log2, orders(20000)),
        (Un::Log10, 3.0, f64::log10, orders(20000)),
        (Un::Sin, 3.0, f64::sin, signed(orders(40000))),
        (Un::Cos, 3.0, f64::cos, signed(orders(40000))),
        (Un::Tan, 5.0, f64::tan, signed(orders(40000))),
        (Un::Sin, 3.0, f64::sin, wide(-500.0, 500.0, 40000)),
        (Un::Cos, 3.0, f64::cos, wide(-500.0, 500.0, 40000)),
        (Un::Asin, 3.0, f64::asin, wide(-1.0, 1.0, 20000)),
        (Un::Acos, 3.0, f64::acos, wide(-1.0, 1.0, 20000)),
        (Un::Atan, 3.0, f64::atan, signed(orders(20000))),
        (Un::Sinh, 4.0, f64::sinh, wide(-89.0, 89.0, 20000)),
        (Un::Cosh, 4.0, f64::cosh, wide(-89.0, 89.0, 20000)),
        (Un::Tanh, 4.0, f64::tanh, signed(orders(20000))),
        (Un::Sqrt, 1.0, f64::sqrt, orders(20000)),
    ];
    for (f, allowed, reference, x) in cases {
        let b = upload(&d, &x);
        let c = chain(x.len() as u32, vec![view(&b)], vec![], vec![Node::Load(0), Node::Un(f, 0)]);
        let y = floats(&d, &d.run(&Kernel::Map(c)).unwrap(), x.len());
        let (mut worst, mut at) = (0.0, 0);
        for k in 0..x.len() {
            let u = ulps(y[k], reference(x[k] as f64));
            if u > worst {
                (worst, at) = (u, k);
            }
        }
        println!("{f:?}: {worst:.2} ulp at {:e}: {:e} for {:e}", x[at], y[at], reference(x[at] as f64));
        assert!(worst <= allowed, "{f:?}({:e}) = {:e}, not {:e}: {worst} ulp", x[at], y[at], reference(x[at] as f64));
    }
}

/// Distance from the true value, in units of the last place of a single there.
fn ulps(y: f32, exact: f64) -> f64 {
    let near = exact as f32;
    if near.is_nan() || y.is_nan() || near.is_infinite() || y.is_infinite() {
        let same = near.is_nan() && y.is_nan() || near == y || near.is_infinite() && y == f32::MAX * near.signum();
        return if same { 0.0 } else { f64::INFINITY };
    }
    // Devices may take the smallest numbers for zero.
    if exact.abs() < f32::MIN_POSITIVE as f64 && y.abs() <= f32::MIN_POSITIVE {
        return 0.0;
    }
    let unit =
        (f32::from_bits(near.abs().max(f32::MIN_POSITIVE).to_bits() + 1) - near.abs().max(f32::MIN_POSITIVE)) as f64;
    (y as f64 - exact).abs() / unit
}
