function h = hadamard(n)
% hadamard(n): a matrix of 1 and -1 with orthogonal columns; n, n/12 or n/20 is a power of 2.
%   hadamard(4)
  if nargin ~= 1
    print_usage();
  end
  [f, e] = log2([n, n/12, n/20, n/28]);
  k = find(f == 0.5 & e >= 1 & n == fix(n), 1);
  if isempty(k)
    error('hadamard: N must be 2^k*p, for p = 1, 12, 20 or 28');
  end
  switch k
    case 1
      h = 1;
    case 2
      h = by_residues(11);
    case 3
      h = by_residues(19);
    otherwise
      h = williamson();
  end
  for j = 1:e(k) - 1
    h = [h, h; h, -h];
  end
end

function h = by_residues(p)
  chi = -ones(1, p);
  chi(mod((1:p-1).^2, p) + 1) = 1;
  chi(1) = 0;
  k = 0:p-1;
  q = chi(mod(k - k', p) + 1);
  s = [0, ones(1, p); -ones(p, 1), q];
  h = eye(p + 1) + s;
  h = diag(h(:, 1)) * h;
end

function h = williamson()
  rows = [1 -1 1 1 1 1 -1; 1 1 -1 1 1 -1 1; 1 1 1 -1 -1 1 1; 1 -1 -1 -1 -1 -1 -1];
  m = cell(1, 4);
  k = 0:6;
  for j = 1:4
    r = rows(j, :);
    m{j} = r(mod(k - k', 7) + 1);
  end
  h = [m{1}, m{2}, m{3}, m{4}; -m{2}, m{1}, -m{4}, m{3}; -m{3}, m{4}, m{1}, -m{2}; -m{4}, -m{3}, m{2}, m{1}];
end
