//! Looking through the bytes of strings, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHEST_BITS: u64 = ONES << 7;

/// Whether a byte ends the plain part of a JSON string: a control character, a quote or a backslash.
const fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// The highest bit of each special byte of eight. The lowest bit that is set is right; those above it may be mistaken, since a
/// subtraction borrows from the next byte where it finds one.
const fn special_bits(eight: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(eight);
    let control = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
    (control | zero_bits(word ^ ONES.wrapping_mul(0x22)) | zero_bits(word ^ ONES.wrapping_mul(0x5c)))
        & HIGHEST_BITS
}

/// The highest bit of each byte of nothing, with the same reservation.
const fn zero_bits(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

/// Where the first special byte stands.
pub(super) fn first_special(bytes: &[u8]) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks();
    let mut before = 0_usize;
    for eight in eights {
        let bits = special_bits(*eight);
        if bits != 0 {
            return Some(before.saturating_add(usize::try_from(bits.trailing_zeros() >> 3).unwrap_or(0)));
        }
        before = before.saturating_add(8);
    }
    rest.iter().position(|byte| is_special(*byte)).map(|at| before.saturating_add(at))
}

/// Whether no byte is special.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk() {
        let (sixteens, _) = bytes.as_chunks();
        return sixteens.iter().fold(is_any_special(last), |any, sixteen| any | is_any_special(sixteen)) == 0;
    }
    match bytes.first_chunk().zip(bytes.last_chunk()) {
        Some((first, last)) => special_bits(*first) | special_bits(*last) == 0,
        None => !bytes.iter().any(|byte| is_special(*byte)),
    }
}

/// Whether one of sixteen bytes is special, 0 or 1: without a branch, so that they are looked at together.
fn is_any_special(sixteen: &[u8; 16]) -> u8 {
    sixteen.iter().fold(0, |any, byte| {
        any | u8::from(*byte < b' ') | u8::from(*byte == b'"') | u8::from(*byte == b'\\')
    })
}

/// Whether all bytes are letters, digits and signs of ASCII, or spaces.
pub(super) fn is_printable_ascii(bytes: &[u8]) -> bool {
    let unusual = |byte: u8| !(b' '..0x7f).contains(&byte);
    let Some(last) = bytes.last_chunk() else { return !bytes.iter().any(|byte| unusual(*byte)) };
    let (eights, _) = bytes.as_chunks();
    eights.iter().fold(unusual_bits(*last), |bits, eight| bits | unusual_bits(*eight)) == 0
}

const fn unusual_bits(eight: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(eight);
    (word | word.wrapping_sub(ONES.wrapping_mul(0x20)) | zero_bits(word ^ ONES.wrapping_mul(0x7f)))
        & HIGHEST_BITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_find_what_one_does(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'a'), Just(0x1f), Just(b' '), Just(b'"'), Just(b'\\')], 0..40)
        ) {
            let first = bytes.iter().position(|byte| is_special(*byte));
            prop_assert_eq!(first_special(&bytes), first);
            prop_assert_eq!(is_plain(&bytes), first.is_none());
            let plain: Vec<u8> = bytes.into_iter().filter(|byte| !is_special(*byte)).collect();
            prop_assert_eq!(first_special(&plain), None);
            prop_assert!(is_plain(&plain));
        }

        #[test]
        fn printable_ascii_is_known(
            bytes in prop::collection::vec(prop_oneof![9 => 0x20_u8..0x7f, 1 => any::<u8>(), 1 => Just(0x7f)], 0..30)
        ) {
            let expected = bytes.iter().all(|byte| (0x20..0x7f).contains(byte));
            prop_assert_eq!(is_printable_ascii(&bytes), expected);
        }
    }
}
