//! Bodies packed with gzip (RFC 1952) and zstd (RFC 8878), among them some that are larger than they look.

use std::io::Write;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};

/// What a good server sends.
pub(crate) fn pack(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// So many MiB of zeros. A block that ends in a full flush refers to nothing before it, so that it can be repeated.
pub(crate) fn zeros(mebibytes: usize) -> Vec<u8> {
    let mut block = Vec::with_capacity(1 << 16);
    let mut encoder = Compress::new(Compression::best(), false);
    encoder.compress_vec(&vec![0; 1 << 20], &mut block, FlushCompress::Full).unwrap();
    assert_eq!(encoder.total_in(), 1 << 20);
    let header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    [&header[..], &block.repeat(mebibytes)].concat()
}

/// A frame of zstd: one block as it is, or many that each say "128 KiB of zeros".
#[cfg(feature = "zstd")]
pub(crate) fn zstd(body: &[u8], repeats: usize) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x38".to_vec();
    let mut block = |last: bool, kind: u32, size: usize, content: &[u8]| {
        let head = u32::from(last) | kind << 1 | u32::try_from(size).unwrap() << 3;
        frame.extend(&head.to_le_bytes()[..3]);
        frame.extend(content);
    };
    for _ in 0..repeats {
        block(false, 1, 128 << 10, &[0]);
    }
    block(true, 0, body.len(), body);
    frame
}
