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
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        let bits = special_bits(*eight);
        if bits != 0 {
            let before = bytes.len().saturating_sub(rest.len());
            return Some(before.saturating_add(usize::try_from(bits.trailing_zeros() >> 3).unwrap_or(0)));
        }
        rest = behind;
    }
    let before = bytes.len().saturating_sub(rest.len());
    rest.iter().position(|byte| is_special(*byte)).map(|at| before.saturating_add(at))
}

/// Whether no byte is special.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (sixteens, _) = bytes.as_chunks();
    if let Some(last) = bytes.last_chunk() {
        // Which of sixteen are special is found out for all together, and looked at once.
        let mut special = [0; 16];
        for sixteen in sixteens {
            mark_special(sixteen, &mut special);
        }
        mark_special(last, &mut special);
        return special == [0; 16];
    }
    let padded = match (
        bytes.first_chunk::<8>().zip(bytes.last_chunk()),
        bytes.first_chunk::<4>().zip(bytes.last_chunk()),
    ) {
        (Some((first, last)), _) => return special_bits(*first) | special_bits(*last) == 0,
        (_, Some(([a, b, c, d], [e, f, g, h]))) => [*a, *b, *c, *d, *e, *f, *g, *h],
        _ => return !bytes.iter().any(|byte| is_special(*byte)),
    };
    special_bits(padded) == 0
}

/// Whether all bytes are letters, digits and signs of ASCII, or spaces, and none is special.
pub(super) fn is_plain_ascii<const COUNT: usize>(bytes: &[u8; COUNT]) -> bool {
    let Some((first, last)) = bytes.first_chunk::<16>().zip(bytes.last_chunk::<16>()).filter(|_| COUNT <= 32)
    else {
        return bytes.iter().fold(0, |any, byte| any | unusual_or_special(*byte)) == 0;
    };
    let mut marks = [0; 16];
    for ((one, other), mark) in first.iter().zip(last).zip(&mut marks) {
        *mark = unusual_or_special(*one) | unusual_or_special(*other);
    }
    marks == [0; 16]
}

fn unusual_or_special(byte: u8) -> u8 {
    u8::from(byte.cast_signed() < 0x20)
        | u8::from(byte == 0x7f)
        | u8::from(byte == b'"')
        | u8::from(byte == b'\\')
}

/// Marks the special bytes among sixteen, besides those that are marked: without a branch, so that they are looked at together.
fn mark_special(sixteen: &[u8; 16], special: &mut [u8; 16]) {
    for (byte, mark) in sixteen.iter().zip(special) {
        *mark |= u8::from(*byte < b' ') | u8::from(*byte == b'"') | u8::from(*byte == b'\\');
    }
}

/// Whether two texts of the same length are the same: few bytes are held against each other without a loop.
pub(super) fn are_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() <= 16
        && let (Some(one), Some(other), Some(end), Some(other_end)) =
            (one.first_chunk(), other.first_chunk(), one.last_chunk(), other.last_chunk())
    {
        return (u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other))
            | (u64::from_le_bytes(*end) ^ u64::from_le_bytes(*other_end))
            == 0;
    }
    if one.len() <= 8
        && let (Some(one), Some(other), Some(end), Some(other_end)) =
            (one.first_chunk(), other.first_chunk(), one.last_chunk(), other.last_chunk())
    {
        return (u32::from_le_bytes(*one) ^ u32::from_le_bytes(*other))
            | (u32::from_le_bytes(*end) ^ u32::from_le_bytes(*other_end))
            == 0;
    }
    one == other
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
