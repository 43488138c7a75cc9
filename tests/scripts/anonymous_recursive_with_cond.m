%% compat: both
iff = @(varargin) varargin{2 * find([varargin{1:2:end}], 1, 'first')}();
fact = @(self, n) iff(n <= 1, @() 1, true, @() n * self(self, n - 1));
fprintf('%d\n', fact(fact, 6));
y = iff(false, @() 'no', true, @() 'yes');
fprintf('%s\n', y);
