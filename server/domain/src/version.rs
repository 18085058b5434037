//! Everything that is stored says which version of its form it has.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The field `v` of a stored form: writes its number and reads no other, so that a later form is
/// refused and not misread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Version<const N: u32>;

impl<const N: u32> Serialize for Version<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(N)
    }
}

impl<'de, const N: u32> Deserialize<'de> for Version<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            found if found == N => Ok(Self),
            found => Err(de::Error::custom(format!(
                "form {found} is not known to this version, which reads form {N}"
            ))),
        }
    }
}
