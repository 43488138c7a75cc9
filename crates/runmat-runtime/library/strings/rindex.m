function n = rindex (s, t)
% rindex (s, t): position of the last occurrence of t in s, 0 when there is none.
%
%     rindex ('abcb', 'b')
  if nargin < 2
    print_usage ();
  end
  n = index (s, t, 'last');
end
