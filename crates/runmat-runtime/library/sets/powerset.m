function p = powerset(a, by_rows)
% powerset(a): cell array of all subsets of a.
%   powerset([1 2])
  if nargin < 1
    print_usage();
  end
  if nargin == 2 && ~strcmp(by_rows, 'rows')
    error('powerset: optional second argument must be "rows"');
  end
  if iscell(a) && ~iscellstr(a)
    error('powerset: cell arrays can only be used for character strings');
  end
  if nargin == 2
    a = unique(a, 'rows');
    n = size(a, 1);
  else
    a = unique(a);
    n = numel(a);
  end
  if n == 0
    p = {};
    return;
  end
  if n > 32
    error('powerset: not implemented for more than 32 elements');
  end
  p = cell(1, 2^n);
  for k = 0:2^n - 1
    chosen = find(bitand(k, 2.^(0:n-1)));
    if nargin == 2
      p{k+1} = a(chosen, :);
    else
      p{k+1} = a(chosen);
    end
  end
end
