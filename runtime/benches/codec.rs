//! The codec, as calls use it, beside `serde_derive`: API tokens, one and a collection of a hundred, read and written in
//! turns.
//!
//! Each round measures both sides of each task, so that what else the machine does hits both; the medians are compared.

use std::hint::black_box;
use std::time::{Duration, Instant};

use restgen_runtime::codec;

mod tokens;

const ROUNDS: usize = 301;

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_trial = !std::env::args().any(|argument| argument == "--bench");
    let rounds = if is_trial { 3 } else { ROUNDS };
    println!("{:<30} {:>10} {:>12} {:>7}", "", "codec", "serde_derive", "ratio");
    let hundred = tokens::collection(100);
    println!("{} bytes an item", hundred.len() / 100);
    measure("100 tokens", rounds, 4, &hundred);
    measure("1 token", rounds, 200, &tokens::collection(1));
}

fn measure(name: &str, rounds: usize, repeats: u32, text: &[u8]) {
    let (ours, _) = codec::read_leniently::<tokens::ours::ApiTokens>(text).expect("tokens");
    let theirs: tokens::theirs::ApiTokens = serde_json::from_slice(text).expect("tokens");
    assert_eq!(codec::to_vec(&ours), text);
    assert_eq!(serde_json::to_vec(&theirs).expect("tokens"), text);
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..rounds {
        let tasks: [&dyn Fn(); 4] = [
            &|| drop(black_box(codec::read_leniently::<tokens::ours::ApiTokens>(black_box(text)))),
            &|| drop(black_box(serde_json::from_slice::<tokens::theirs::ApiTokens>(black_box(text)))),
            &|| drop(black_box(codec::to_vec(black_box(&ours)))),
            &|| drop(black_box(serde_json::to_vec(black_box(&theirs)))),
        ];
        for (task, times) in tasks.iter().zip(&mut times) {
            times.push(time(repeats, task));
        }
    }
    let [our_decode, their_decode, our_encode, their_encode] = times.map(median);
    report(&format!("{name}: decode"), our_decode / repeats, their_decode / repeats);
    report(&format!("{name}: encode"), our_encode / repeats, their_encode / repeats);
}

fn time(repeats: u32, task: &dyn Fn()) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        task();
    }
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn report(name: &str, ours: Duration, theirs: Duration) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{name:<30} {ours:>10.2?} {theirs:>12.2?} {ratio:>7.2}");
}
