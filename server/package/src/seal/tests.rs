#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::io::{Cursor, Read, Seek, SeekFrom};

use super::*;

const KEY: [u8; 32] = [1; 32];
const PLACE: [u8; PREFIX] = [2; PREFIX];

fn plain(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i * 31 % 251) as u8).collect()
}

fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = SealedWriter::new(Vec::new(), &KEY, &PLACE).unwrap();
    for part in bytes.chunks(7919) {
        writer.write_all(part).unwrap();
    }
    writer.finish().unwrap()
}

fn read(file: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    SealedReader::open(Cursor::new(file), &KEY)?.read_to_end(&mut out)?;
    Ok(out)
}

#[test]
fn every_length_comes_back() {
    for length in [
        0,
        1,
        100,
        CHUNK - 1,
        CHUNK,
        CHUNK + 1,
        2 * CHUNK,
        3 * CHUNK + 5,
    ] {
        let bytes = plain(length);
        let file = sealed(&bytes);
        let reader = SealedReader::open(Cursor::new(file.clone()), &KEY).unwrap();
        assert_eq!(reader.len(), length as u64);
        assert_eq!(read(file).unwrap(), bytes, "{length}");
    }
}

#[test]
fn nothing_plain_is_left_in_the_file() {
    let file = sealed(b"maria@example.com maria@example.com");
    assert!(!file.windows(5).any(|part| part == b"maria"));
}

#[test]
fn it_is_read_from_any_place() {
    let bytes = plain(3 * CHUNK + 500);
    let mut reader = SealedReader::open(Cursor::new(sealed(&bytes)), &KEY).unwrap();
    for from in [3 * CHUNK + 499, 0, CHUNK - 1, CHUNK, 2 * CHUNK + 17] {
        reader.seek(SeekFrom::Start(from as u64)).unwrap();
        let mut out = Vec::new();
        reader
            .by_ref()
            .take(CHUNK as u64 + 3)
            .read_to_end(&mut out)
            .unwrap();
        let to = (from + CHUNK + 3).min(bytes.len());
        assert_eq!(out, &bytes[from..to], "from {from}");
    }
    assert_eq!(
        reader.seek(SeekFrom::End(-1)).unwrap(),
        bytes.len() as u64 - 1
    );
    assert!(
        reader
            .seek(SeekFrom::Current(-(bytes.len() as i64)))
            .is_err()
    );
    reader.seek(SeekFrom::Start(1 << 40)).unwrap();
    assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
}

#[test]
fn a_file_cut_short_is_refused() {
    let bytes = plain(3 * CHUNK);
    let file = sealed(&bytes);
    // At a chunk's end, inside a chunk, inside a tag, inside the header.
    let one = HEADER + CHUNK + TAG;
    for end in [
        one,
        one + CHUNK + TAG,
        one + 5,
        file.len() - 1,
        HEADER,
        HEADER + 3,
        4,
    ] {
        assert!(read(file[..end].to_vec()).is_err(), "cut at {end}");
    }
    let mut longer = file;
    longer.push(0);
    assert!(read(longer).is_err());
}

#[test]
fn swapped_and_changed_chunks_are_refused() {
    let file = sealed(&plain(3 * CHUNK));
    let (head, body) = file.split_at(HEADER);
    let parts: Vec<&[u8]> = body.chunks(CHUNK + TAG).collect();
    let swapped = [head, parts[1], parts[0], parts[2]].concat();
    assert!(read(swapped).is_err());
    let doubled = [head, parts[0], parts[0], parts[2]].concat();
    assert!(read(doubled).is_err());
    let dropped = [head, parts[0], parts[2]].concat();
    assert!(read(dropped).is_err());
    for at in [HEADER - 1, HEADER, HEADER + CHUNK, file.len() - 1] {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(read(changed).is_err(), "changed at {at}");
    }
}

#[test]
fn an_unfinished_file_and_another_key_are_refused() {
    let mut writer = SealedWriter::new(Vec::new(), &KEY, &PLACE).unwrap();
    writer.write_all(&plain(2 * CHUNK + 1)).unwrap();
    let unfinished = writer.out.clone();
    assert!(unfinished.len() > CHUNK);
    assert!(read(unfinished).is_err());
    assert!(SealedReader::open(Cursor::new(sealed(b"x")), &[9; 32]).is_err());
    let fault = SealedReader::open(Cursor::new(vec![0; 200]), &KEY)
        .err()
        .unwrap();
    assert!(fault.to_string().contains("not a sealed file"), "{fault}");
}
