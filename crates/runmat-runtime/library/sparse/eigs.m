function varargout = eigs(varargin)
  % d = eigs(A): the six eigenvalues of largest modulus.
  % d = eigs(A, k, sigma): k eigenvalues: sigma is 'lm', 'sm', 'la', 'sa', 'be', 'lr', 'sr', 'li', 'si', or a
  % number near which they lie.
  % d = eigs(A, B, …): of A*x = lambda*B*x.
  % d = eigs(f, n, …): of the matrix that f multiplies by (divides by, for 'sm' and numbers).
  % [V, D, flag] = eigs(…): with the vectors; flag is 0 where all converged.
  %
  %     eigs(sparse(diag(1:20)), 2)
  if nargin < 1
    print_usage();
  end
  q = problem(varargin);
  if q.n == 0
    d = zeros(0, 1);
    V = zeros(0, 0);
    flag = 0;
  elseif q.n <= 300 || q.k > q.n / 4
    [V, d] = dense(q, nargout > 1);
    [V, d] = chosen(q, V, d);
    flag = 0;
  else
    [V, d, flag] = krylov(q);
    [V, d] = chosen(q, V, d);
  end
  if nargout < 2
    varargout = {d};
  else
    varargout = {V, diag(d), flag};
  end
end

function q = problem(args)
  A = args{1};
  args(1) = [];
  q.f = [];
  if ischar(A) || isa(A, 'function_handle')
    q.f = A;
    if isempty(args)
      error('eigs: N must be given with a function');
    end
    q.n = args{1};
    args(1) = [];
    q.A = [];
  else
    if ~(isnumeric(A) || islogical(A))
      error('eigs: A must be a matrix or a function');
    end
    if size(A, 1) ~= size(A, 2)
      error('eigs: A must be square');
    end
    q.A = double(A);
    q.n = size(A, 1);
  end
  q.B = [];
  if ~isempty(args) && ~isscalar(args{1}) && ~ischar(args{1}) && ~isstruct(args{1})
    q.B = args{1};
    args(1) = [];
  elseif ~isempty(args) && ischar(args{1})
    error('eigs: second argument must be numeric');
  end
  q.k = min(6, q.n);
  if ~isempty(args) && ~isstruct(args{1})
    if ~isempty(args{1})
      q.k = args{1};
    end
    args(1) = [];
  end
  if q.k > q.n
    error('eigs: Invalid number of eigenvalues to extract.\n The requested number of eigenvalues K (%d) exceeds available eigenvalues (%d)', q.k, q.n);
  end
  q.sigma = 'lm';
  if ~isempty(args) && ~isstruct(args{1})
    if ~isempty(args{1})
      q.sigma = args{1};
    end
    args(1) = [];
  end
  q.options = struct();
  if ~isempty(args)
    q.options = args{1};
  end
  if isempty(q.f)
    q.symmetric = isreal(q.A) && nnz(q.A ~= q.A.') == 0;
  else
    q.symmetric = option(q, 'issym', false) && option(q, 'isreal', true);
  end
  if ischar(q.sigma)
    q.sigma = lower(q.sigma);
    if ~any(strcmp(q.sigma, {'lm', 'sm', 'la', 'sa', 'be', 'lr', 'sr', 'li', 'si'}))
      error('eigs: unrecognized value for SIGMA: %s', q.sigma);
    end
    if any(strcmp(q.sigma, {'la', 'sa', 'be'})) && ~q.symmetric
      error('eigs: invalid value for SIGMA: "%s" requires real symmetric problem', q.sigma);
    end
    if any(strcmp(q.sigma, {'lr', 'sr', 'li', 'si'})) && q.symmetric
      error('eigs: invalid value for SIGMA: "%s" requires complex or unsymmetric problem', q.sigma);
    end
  end
  if ~isempty(q.B) && option(q, 'cholB', false)
    % B is a triangular factor, maybe of a permuted matrix.
    R = q.B;
    if istriu(R)
      q.B = R' * R;
    else
      q.B = R * R';
    end
    p = option(q, 'permB', []);
    if ~isempty(p)
      back(p) = 1:numel(p);
      q.B = q.B(back, back);
    end
  end
end

function value = option(q, name, value)
  if isfield(q.options, name) && ~isempty(q.options.(name))
    value = q.options.(name);
  end
end

function yes = inverted(q)
  % Whether a function given divides instead of multiplying.
  yes = ~ischar(q.sigma) || strcmp(q.sigma, 'sm');
end

function [V, d] = dense(q, vectors)
  % All eigenvalues.
  B = full(q.B);
  shift = 0;
  if isempty(q.f)
    A = full(q.A);
    reciprocal = false;
  else
    A = zeros(q.n);
    unit = eye(q.n);
    unit = full(unit);
    for c = 1:q.n
      A(:, c) = q.f(unit(:, c));
    end
    if q.symmetric
      A = (A + A.') / 2;
    end
    reciprocal = inverted(q);
    if reciprocal
      if ~ischar(q.sigma)
        shift = q.sigma;
      end
      if ~isempty(B)
        A = A * B;
        B = [];
      end
    end
  end
  V = [];
  if isempty(B)
    if vectors
      [V, D] = eig(A);
      d = diag(D);
    else
      d = eig(A);
    end
  elseif vectors
    [V, D] = eig(A, B);
    d = diag(D);
  else
    d = eig(A, B);
  end
  if reciprocal
    d = shift + 1 ./ d;
  end
  if vectors && isempty(q.B)
    for c = 1:size(V, 2)
      V(:, c) = V(:, c) / norm(V(:, c));
    end
  end
end

function [V, d] = chosen(q, V, d)
  % Those asked for, in order.
  n = numel(d);
  k = min(q.k, n);
  if ~ischar(q.sigma)
    [~, order] = sort(abs(d - q.sigma));
    order = order(1:k);
    if q.symmetric && q.n >= 12
      [~, rank] = sort(real(d(order)), 'descend');
      order = order(rank);
    end
  else
    switch q.sigma
      case 'lm'
        [~, order] = sort(abs(d), 'descend');
      case 'sm'
        [~, order] = sort(abs(d));
        if q.symmetric && q.n >= 12
          order = order(k:-1:1);
        end
      case {'la', 'lr'}
        [~, order] = sort(real(d), 'descend');
      case {'sa', 'sr'}
        [~, order] = sort(real(d));
      case 'li'
        [~, order] = sort(abs(imag(d)), 'descend');
      case 'si'
        [~, order] = sort(abs(imag(d)));
      case 'be'
        [~, order] = sort(real(d));
        low = floor(k / 2);
        order = order([1:low, n - (k - low) + 1:n]);
    end
    order = order(1:k);
  end
  d = d(order);
  if ~isempty(V)
    V = V(:, order);
  end
end

function [V, d, flag] = krylov(q)
  % Arnoldi's process, with more and more vectors until the wanted values are settled.
  n = q.n;
  shift = 0;
  reciprocal = inverted(q);
  if ~ischar(q.sigma)
    shift = q.sigma;
  end
  B = q.B;
  if isempty(q.f)
    if reciprocal
      M = sparse(q.A);
      if shift ~= 0
        if isempty(B)
          M = M - shift * speye(n);
        else
          M = M - shift * sparse(B);
        end
      end
      [L, U, P, Q] = lu(M);
      apply = @(x) Q * (U \ (L \ (P * x)));
    else
      apply = @(x) q.A * x;
    end
  else
    apply = q.f;
  end
  if ~isempty(B)
    if reciprocal
      apply = @(x) apply(B * x);
    else
      apply = @(x) B \ apply(x);
    end
  end
  tol = option(q, 'tol', 1e-12);
  v = option(q, 'v0', []);
  if isempty(v)
    v = sin((1:n)' .* 1.7) + 0.5;
  end
  most = min(n, max(60, 2 * q.k + 20) + 340);
  V = zeros(n, most + 1);
  H = zeros(most + 1, most);
  V(:, 1) = v / norm(v);
  m = min(n, max(40, 2 * q.k + 20));
  done = 0;
  flag = 1;
  while flag
    for c = done + 1:m
      w = apply(V(:, c));
      for pass = 1:2
        h = V(:, 1:c)' * w;
        w = w - V(:, 1:c) * h;
        H(1:c, c) = H(1:c, c) + h;
      end
      H(c + 1, c) = norm(w);
      if H(c + 1, c) <= eps * norm(H(1:c, c))
        % An invariant space: go on with another direction.
        H(c + 1, c) = 0;
        w = cos((1:n)' .* (c + 0.3));
        for pass = 1:2
          w = w - V(:, 1:c) * (V(:, 1:c)' * w);
        end
        w = w / norm(w);
        V(:, c + 1) = w;
      else
        V(:, c + 1) = w / H(c + 1, c);
      end
    end
    done = m;
    T = H(1:m, 1:m);
    if q.symmetric && isempty(B)
      T = (T + T') / 2;
    end
    [S, D] = eig(T);
    d = diag(D);
    errors = abs(H(m + 1, m) * S(m, :)).';
    values = d;
    if reciprocal
      values = shift + 1 ./ d;
    end
    wanted = chosen(q, 1:m, values);
    if all(errors(wanted) <= tol * max(abs(d(wanted)), eps)) || m == n
      flag = 0;
    elseif m >= most
      break
    end
    m = min(most, m + 40);
  end
  V = V(:, 1:done) * S;
  d = values;
  if q.symmetric
    V = real(V);
    d = real(d);
  end
end
