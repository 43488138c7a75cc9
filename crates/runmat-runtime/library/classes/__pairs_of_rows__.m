function [ia, ib] = __pairs_of_rows__(left, right)
  % [ia, ib] = __pairs_of_rows__(left, right): all pairs of equal numbers, by number, then place.
  [ia, ib] = deal(zeros(0, 1));
  for code = reshape(intersect(left, right), 1, [])
    p = find(left == code);
    q = find(right == code);
    [q, p] = ndgrid(q, p);
    ia = [ia; p(:)];
    ib = [ib; q(:)];
  end
end
