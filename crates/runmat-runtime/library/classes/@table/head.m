function t = head(t, n)
  % head(t, n): the first n rows; 8 unless told. Without output they are printed.
  if nargin < 2
    n = 8;
  end
  t = __select__(t, 1:min(n, t.size__(1)), ':');
  if nargout == 0
    disp(t);
    clear t
  end
end
