"""What lists share, in stores and in read queries: pages by keyset, local days, typed words and what they match."""
