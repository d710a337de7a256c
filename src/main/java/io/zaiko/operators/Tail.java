package io.zaiko.operators;

/** The movements of a shelf that are not sealed in a page yet, in the order they came. */
interface Tail {

  void append(byte[] packed);

  Iterable<byte[]> all();

  void clear();
}
