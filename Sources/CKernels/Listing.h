// What the lists of rows and the products that use them agree on.

#ifndef LISTING_H
#define LISTING_H

enum {
  /// The most columns of a row that is listed: a copy of as many rows of B fits beside the lists in
  /// the cache behind the nearest one.
  LISTED_MOST = 1024,
  /// How many rows of the right operand of a transposed product are copied at a time.
  LISTED_DEPTH = 128,
  /// How many bytes of each row of its result are made at a time.
  LISTED_SCATTERED = 128,
};

#endif
