//! t
use runmat_syntax::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let kb: usize = a[2].parse().unwrap();
    let o = a[1].replace("\\n", "\n").repeat(100000);
    std::thread::Builder::new()
        .stack_size(kb * 1024)
        .spawn(move || {
            parse(&o, Dialect::Octave);
            parse(&o, Dialect::Matlab);
        })
        .unwrap()
        .join()
        .unwrap();
}
