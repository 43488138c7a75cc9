function t = tail(t, n)
  % tail(t, n): the last n rows; 8 unless told. Without output they are printed.
  if nargin < 2
    n = 8;
  end
  t = __select__(t, max(1, t.size__(1) - n + 1):t.size__(1), ':');
  if nargout == 0
    disp(t);
    clear t
  end
end
