function h = hilb(n)
% hilb(n): the Hilbert matrix, 1/(i+j-1).
%   hilb(3)
  if nargin ~= 1
    print_usage();
  end
  if ~isscalar(n)
    error('hilb: N must be a scalar integer');
  end
  k = 1:n;
  h = 1 ./ (k' + k - 1);
end
