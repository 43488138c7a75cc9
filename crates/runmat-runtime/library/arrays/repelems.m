function y = repelems(x, r)
% repelems(x, [places; counts]): elements of x at the places, each so many times.
%   repelems([10 20], [1 2; 2 1])
  if size(r, 1) ~= 2 || ndims(r) ~= 2
    error('repelems: R must be a matrix with two rows');
  end
  parts = cell(1, size(r, 2));
  for k = 1:size(r, 2)
    parts{k} = repmat(x(r(1, k)), 1, r(2, k));
  end
  y = [parts{:}];
end
