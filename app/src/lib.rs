//! Every page a person sees.
